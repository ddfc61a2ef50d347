package dev.daruma.app.run;

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
   */
  public static Outcome of(Visit visit, String command, Plan plan, Consumer<Event> watcher)
      throws InterruptedException {
    return of(visit, command, List.of(), plan, watcher);
  }

  /**
   * The same, of a limited run.
   *
   * @param only the words that limit it, for the journal
   */
  public static Outcome of(
      Visit visit, String command, List<String> only, Plan plan, Consumer<Event> watcher)
      throws InterruptedException {
    try (Journal journal =
            Journal.start(
                visit.folder().ensure().runs(), command, only, visit.workplace().clock());
        Interruption _ = Interruption.ends(journal, visit.workplace())) {
      Consumer<Event> events =
          event -> {
            journal.record(event);
            watcher.accept(event);
          };
      Outcome outcome =
          new Executor(visit.shells(), events, visit.workplace().clock()).execute(plan);
      journal.ended(outcome.succeeded() ? "succeeded" : "failed");
      return outcome;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
