package dev.daruma.engine.execute;

import dev.daruma.engine.problem.Passing;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tries again what may pass by itself, for a limited time, and says so; everything else fails at
 * once.
 *
 * @param pause waits for so long, or throws to give up
 */
record Patience(InstantSource clock, Consumer<Duration> pause, Told told) {
  /** For how long nothing is said of attempts that fail for the same reason. */
  private static final Duration SILENCE = Duration.ofSeconds(20);

  /** Whoever is told that something is tried again. */
  @FunctionalInterface
  interface Told {
    /**
     * @param left for how long it is tried at most from now on
     */
    void again(Problem problem, Passing passing, Duration left);
  }

  /** What the attempt gives, the first or a later one. */
  <T> T insist(Supplier<T> attempt) {
    Instant start = clock.instant();
    Instant nextWord = start;
    while (true) {
      try {
        return attempt.get();
      } catch (ProblemException failed) {
        Passing passing = failed.problem().passing().orElseThrow(() -> failed);
        Duration passed = Duration.between(start, clock.instant());
        Duration left = passing.limit().minus(passed);
        if (left.compareTo(passing.pause()) < 0) {
          throw new ProblemException(givenUp(failed.problem(), passed), failed);
        }
        if (!clock.instant().isBefore(nextWord)) {
          told.again(failed.problem(), passing, left);
          nextWord = clock.instant().plus(SILENCE);
        }
        pause.accept(passing.pause());
      }
    }
  }

  private static Problem givenUp(Problem problem, Duration passed) {
    return problem.withCause(
        problem.cause().strip() + "\ntried again and again for " + passed.toSeconds() + " s");
  }
}
