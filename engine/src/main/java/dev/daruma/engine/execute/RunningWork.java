package dev.daruma.engine.execute;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import dev.daruma.engine.shell.Shell;
import dev.daruma.engine.shell.Shells;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The work of one running step. */
record RunningWork(Step step, Shells shells, Consumer<Event> events, InstantSource clock)
    implements Work {
  /**
   * Between two looks at a condition: short against what is waited for, long against a look's cost.
   */
  private static final Duration PAUSE = Duration.ofMillis(150);

  /** For how long a wait says nothing of what it sees. */
  private static final Duration SILENCE = Duration.ofSeconds(20);

  @Override
  public Shell shell(HostName host) {
    return shells.on(host);
  }

  @Override
  public void say(String line) {
    events.accept(new Event.Said(step, line));
  }

  @Override
  public <T> T until(String condition, Duration limit, Supplier<Seen<T>> look) {
    events.accept(new Event.Waiting(step, condition, limit));
    Instant end = clock.instant().plus(limit);
    Instant nextWord = clock.instant().plus(SILENCE);
    while (true) {
      switch (look.get()) {
        case Seen.Met<T>(T value) -> {
          return value;
        }
        case Seen.NotYet<T>(String seen) -> {
          if (clock.instant().isAfter(end)) {
            throw new ProblemException(
                Problem.of(
                    Problem.Code.TIMED_OUT,
                    step.host(),
                    step.title(),
                    "waited "
                        + limit.toSeconds()
                        + " s until "
                        + condition
                        + "; last seen: "
                        + seen,
                    "look into what was last seen, then run apply again; it goes on from here"));
          }
          if (clock.instant().isAfter(nextWord)) {
            say("still waiting until " + condition + "; last seen: " + seen.strip());
            nextWord = clock.instant().plus(SILENCE);
          }
          LockSupport.parkNanos(PAUSE.toNanos());
        }
      }
    }
  }

  @Override
  public Output run(
      HostName host, String trying, String remedy, Fragment fragment, Duration limit) {
    return succeeded(host, trying, remedy, shells.on(host).run(fragment, limit));
  }

  @Override
  public Output feed(
      HostName host,
      String trying,
      String remedy,
      Fragment fragment,
      InputStream input,
      Duration limit) {
    return succeeded(host, trying, remedy, shells.on(host).feed(fragment, input, limit));
  }

  private static Output succeeded(HostName host, String trying, String remedy, Output output) {
    if (!output.succeeded()) {
      throw new ProblemException(Faults.of(host, trying, output, Optional.of(remedy)));
    }
    return output;
  }
}
