package dev.daruma.app.drill;

import dev.daruma.engine.plan.Work.Seen;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Waits for conditions that have names; ends when the operator wants to.
 *
 * @param told of a wait that takes long, now and then
 */
record Waits(InstantSource clock, Stop stop, Consumer<String> told) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /**
   * @param pause from one look to the next: short against what is waited for, long against the cost
   *     of a look
   */
  <T> T until(String condition, Duration limit, Duration pause, Supplier<Seen<T>> look) {
    Instant end = clock.instant().plus(limit);
    Instant next = clock.instant().plus(PATIENCE);
    while (true) {
      stop.check();
      switch (look.get()) {
        case Seen.Met<T>(T value) -> {
          return value;
        }
        case Seen.NotYet<T>(String seen) -> {
          if (clock.instant().isAfter(end)) {
            throw new ProblemException(
                Problem.of(
                    Problem.Code.TIMED_OUT,
                    "drill",
                    "waited %d s until %s; last seen: %s"
                        .formatted(limit.toSeconds(), condition, seen),
                    "what the drill did has been undone; see daruma status, and run daruma apply"
                        + " if the site does not become whole by itself"));
          }
          if (clock.instant().isAfter(next)) {
            told.accept("still waiting until " + condition + "; last seen: " + seen);
            next = clock.instant().plus(PATIENCE);
          }
          LockSupport.parkNanos(pause.toNanos());
        }
      }
    }
  }
}
