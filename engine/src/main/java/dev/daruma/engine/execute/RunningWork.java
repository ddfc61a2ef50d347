package dev.daruma.engine.execute;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Stopping;
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
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The work of one running act, on its own thread. */
final class RunningWork implements Work {
  /** Between two looks at a condition at first: short against what is waited for. */
  private static final Duration SHORT_PAUSE = Duration.ofMillis(150);

  /** And when it has been waited for long. */
  private static final Duration LONG_PAUSE = Duration.ofSeconds(1);

  /** How late it may be found out that the condition holds, as a part of what was waited. */
  private static final int PART = 10;

  /** For how long a wait says nothing of what it sees. */
  private static final Duration SILENCE = Duration.ofSeconds(20);

  private final Act act;
  private final Shells shells;
  private final Consumer<Event> events;
  private final InstantSource clock;
  private final BooleanSupplier stopping;
  private final Patience patience;
  private boolean looking;

  /**
   * @param stopping whether the run is to stop
   */
  RunningWork(
      Act act,
      Shells shells,
      Consumer<Event> events,
      InstantSource clock,
      BooleanSupplier stopping) {
    this.act = act;
    this.shells = shells;
    this.events = events;
    this.clock = clock;
    this.stopping = stopping;
    this.patience =
        new Patience(
            clock,
            this::pauseBeforeRetry,
            (problem, passing, left) ->
                events.accept(
                    new Event.Retrying(
                        act,
                        problem.cause().strip() + "; " + passing.reason(),
                        passing.pause(),
                        left)));
  }

  /** While a look goes on, a host that is away is part of what is seen, and not insisted on. */
  @Override
  public Shell shell(HostName host) {
    return looking || !host.equals(act.host())
        ? shells.on(host)
        : patience.insist(() -> shells.on(host));
  }

  @Override
  public void say(String line) {
    events.accept(new Event.Said(act, line));
  }

  @Override
  public <T> T until(String condition, Duration limit, Supplier<Seen<T>> look) {
    events.accept(new Event.Waiting(act, condition, limit));
    Instant begun = clock.instant();
    Instant end = begun.plus(limit);
    Instant nextWord = clock.instant().plus(SILENCE);
    while (true) {
      if (act.stopping() != Stopping.FINISHES) {
        endIfStopping();
      }
      switch (seen(look)) {
        case Seen.Met<T>(T value) -> {
          return value;
        }
        case Seen.NotYet<T>(String seen) -> {
          if (clock.instant().isAfter(end)) {
            throw new ProblemException(timedOut(condition, limit, seen));
          }
          if (clock.instant().isAfter(nextWord)) {
            say("still waiting until " + condition + "; last seen: " + seen.strip());
            nextWord = clock.instant().plus(SILENCE);
          }
          LockSupport.parkNanos(pause(Duration.between(begun, clock.instant())).toNanos());
        }
      }
    }
  }

  /**
   * Whoever waits for a busy host must not keep it busy: a look can take a tenth of a second of
   * processor time on the very control plane that everybody else asks as well.
   */
  static Duration pause(Duration waited) {
    Duration part = waited.dividedBy(PART);
    if (part.compareTo(SHORT_PAUSE) < 0) {
      return SHORT_PAUSE;
    }
    return part.compareTo(LONG_PAUSE) > 0 ? LONG_PAUSE : part;
  }

  private <T> Seen<T> seen(Supplier<Seen<T>> look) {
    looking = true;
    try {
      return look.get();
    } finally {
      looking = false;
    }
  }

  private Problem timedOut(String condition, Duration limit, String seen) {
    return Problem.of(
        Problem.Code.TIMED_OUT,
        act.host(),
        act.title(),
        "waited " + limit.toSeconds() + " s until " + condition + "; last seen: " + seen,
        "look into what was last seen, then run apply again; it goes on from here");
  }

  /** What failed for a reason that passes has not begun its work, and is run again as it is. */
  @Override
  public Output run(
      HostName host, String trying, String remedy, Fragment fragment, Duration limit) {
    return patience.insist(
        () -> succeeded(host, trying, Optional.of(remedy), shells.on(host).run(fragment, limit)));
  }

  /** Makes a host's changes; a failure is called by the label of the change that failed. */
  void change(HostChange change, Duration limit) {
    Output _ =
        patience.insist(
            () -> {
              Output output = shells.on(change.host()).run(change.script(), limit);
              String label =
                  output.stdout().lines().reduce((first, second) -> second).orElse("its script");
              return succeeded(
                  change.host(), change.title() + ", " + label, Optional.empty(), output);
            });
  }

  @Override
  public Output feed(
      HostName host,
      String trying,
      String remedy,
      Fragment fragment,
      InputStream input,
      Duration limit) {
    Shell shell = patience.insist(() -> shells.on(host));
    return succeeded(host, trying, Optional.of(remedy), shell.feed(fragment, input, limit));
  }

  private static Output succeeded(
      HostName host, String trying, Optional<String> remedy, Output output) {
    if (!output.succeeded()) {
      throw new ProblemException(Faults.of(host, trying, output, remedy));
    }
    return output;
  }

  /** Nothing runs on the host meanwhile, so that any act may end here. */
  private void pauseBeforeRetry(Duration pause) {
    Instant end = clock.instant().plus(pause);
    while (clock.instant().isBefore(end)) {
      endIfStopping();
      LockSupport.parkNanos(SHORT_PAUSE.toNanos());
    }
    endIfStopping();
  }

  private void endIfStopping() {
    if (stopping.getAsBoolean()) {
      // Cleared, so that what the act has begun can still be taken away on its host.
      boolean _ = Thread.interrupted();
      throw new RunStopped();
    }
  }
}
