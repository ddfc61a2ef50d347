package dev.daruma.engine.execute;

import dev.daruma.engine.execute.Executor.Ending;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Settling;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Stopping;
import dev.daruma.engine.plan.Work.Seen;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Output;
import dev.daruma.engine.shell.Shells;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One act being carried out, from its first event to its last.
 *
 * @param stopping whether the run is to stop
 */
record ActRun(
    Act act, Shells shells, Consumer<Event> events, InstantSource clock, BooleanSupplier stopping) {
  private static final Duration CHANGE_LIMIT = Duration.ofMinutes(15);
  private static final Duration CHECK_LIMIT = Duration.ofSeconds(15);

  Ending carryOut() {
    Instant start = clock.instant();
    try {
      events.accept(new Event.Started(act));
      RunningWork work = new RunningWork(act, shells, events, clock, stopping);
      switch (act) {
        case HostChange change -> make(change, work);
        case Step step -> step.run(work);
      }
      events.accept(new Event.Finished(act, since(start)));
      return new Ending.Done();
    } catch (RunStopped stopped) {
      return cut(start);
    } catch (ProblemException expected) {
      // Whatever breaks in an act that was cut off, breaks because of that.
      return isCutOff() ? cut(start) : failed(expected.problem(), start);
    } catch (RuntimeException unexpected) {
      return isCutOff() ? cut(start) : failed(mistake(unexpected), start);
    }
  }

  private boolean isCutOff() {
    return stopping.getAsBoolean() && act.stopping() == Stopping.IS_CUT;
  }

  private Ending cut(Instant start) {
    last(new Event.Cut(act, since(start)));
    return new Ending.Cut();
  }

  private Ending failed(Problem problem, Instant start) {
    last(new Event.Failed(act, problem, since(start)));
    return new Ending.Failed(problem);
  }

  private void last(Event event) {
    try {
      events.accept(event);
    } catch (RuntimeException unwritten) {
      // The journal's disk is full, for one: what became of the act is told at the end all the
      // same.
    }
  }

  private Problem mistake(RuntimeException unexpected) {
    return Problem.of(
        Problem.Code.INTERNAL,
        act.host(),
        act.title(),
        String.valueOf(unexpected),
        "this is a mistake in daruma: run again with --debug and report what it prints");
  }

  private static void make(HostChange change, RunningWork work) {
    change.around().ifPresent(others -> others.before(work));
    work.change(change, CHANGE_LIMIT);
    change.settling().ifPresent(settling -> settle(change, settling, work));
    change.around().ifPresent(others -> others.after(work));
  }

  private static void settle(HostChange change, Settling settling, RunningWork work) {
    work.until(
        settling.condition(),
        settling.limit(),
        () -> {
          try {
            Output answer = work.shell(change.host()).run(settling.check(), CHECK_LIMIT);
            return answer.succeeded() ? Seen.met(true) : Seen.notYet(said(answer));
          } catch (ProblemException away) {
            return Seen.notYet(away.problem().cause());
          }
        });
  }

  private static String said(Output answer) {
    return answer.said().isEmpty() ? "exit status " + answer.status() : answer.said();
  }

  private Duration since(Instant start) {
    return Duration.between(start, clock.instant());
  }
}
