package dev.daruma.app.run;

import dev.daruma.app.show.Progress;
import dev.daruma.engine.execute.Event;
import dev.daruma.engine.execute.Executor;
import dev.daruma.engine.execute.Outcome;
import dev.daruma.engine.journal.Journal;
import dev.daruma.engine.plan.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/** Carries out a plan with what surrounds it: a journal, whoever watches, the operator's Ctrl-C. */
public final class PlanRun {
  private PlanRun() {}

  /**
   * @param command what was asked for, for the journal
   * @throws RunInterrupted when the operator has stopped it before all was done
   */
  public static Outcome of(Visit visit, String command, Plan plan, Progress progress)
      throws InterruptedException {
    return of(visit, command, List.of(), plan, progress, event -> {});
  }

  /**
   * The same, of a run that may be limited.
   *
   * @param only the words that limit it, for the journal
   * @param watcher told of every event, as progress is
   */
  public static Outcome of(
      Visit visit,
      String command,
      List<String> only,
      Plan plan,
      Progress progress,
      Consumer<Event> watcher)
      throws InterruptedException {
    try (Journal journal =
        Journal.start(visit.folder().ensure().runs(), command, only, visit.workplace().clock())) {
      Consumer<Event> events =
          event -> {
            journal.record(event);
            watcher.accept(event);
            progress.accept(event);
          };
      Executor executor = new Executor(visit.shells(), events, visit.workplace().clock());
      Outcome outcome;
      progress.begin(plan);
      try (Interruption _ = Interruption.of(executor::stop, journal, progress, visit.workplace())) {
        outcome = executor.execute(plan);
      } finally {
        progress.end();
      }
      if (outcome.stopped()) {
        journal.ended("interrupted");
        throw new RunInterrupted(outcome);
      }
      journal.ended(outcome.succeeded() ? "succeeded" : "failed");
      return outcome;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
