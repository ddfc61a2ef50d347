package dev.daruma.app.run;

import dev.daruma.app.show.ChangeCount;
import dev.daruma.app.show.Progress;
import dev.daruma.app.show.RunTimes;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.life.Blueprint;
import dev.daruma.cluster.life.Life;
import dev.daruma.cluster.preflight.Preflight;
import dev.daruma.engine.execute.Outcome;
import dev.daruma.engine.lock.SiteLock;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.util.List;
import java.util.Set;

/** Makes a site what its file says: look, preflight, plan, lock, look again, execute, verify. */
public record ApplyRun(Visit visit, Progress progress, RunTimes times) {

  /**
   * What came of it.
   *
   * @param changes made, or meant where there are problems
   * @param problems all that stood in the way; empty when the site is as declared and proven
   */
  public record Result(int changes, List<Problem> problems) {
    public Result {
      problems = List.copyOf(problems);
    }

    public boolean succeeded() {
      return problems.isEmpty();
    }
  }

  /**
   * What is to be done, or what stands in the way of knowing it.
   *
   * @param changes how many the plan makes
   */
  private record Planned(Facts facts, Plan plan, int changes, List<Problem> problems) {
    boolean isOver() {
      return !problems.isEmpty() || plan.acts().isEmpty();
    }

    Result result() {
      return new Result(0, problems);
    }
  }

  public Result apply() throws InterruptedException {
    Planned seen = look("look");
    if (seen.isOver()) {
      return seen.result();
    }
    SiteLock lock;
    try {
      lock = Locking.take(visit, seen.facts(), "apply", progress);
    } catch (ProblemException refused) {
      return new Result(0, List.of(refused.problem()));
    }
    try (lock) {
      return new ApplyRun(visit.by(lock.shells()), progress, times).applyLocked();
    }
  }

  /** What was seen before the lock was there may be what another run has changed since. */
  private Result applyLocked() throws InterruptedException {
    Planned planned = look("look again, locked");
    if (planned.isOver()) {
      return planned.result();
    }
    if (planned.changes() > 0) {
      visit.folder().disprove();
    }
    Outcome outcome =
        PlanRun.of(
            visit,
            "apply",
            planned.plan(),
            event -> {
              times.accept(event);
              progress.accept(event);
            });
    if (outcome.succeeded()) {
      visit.folder().prove(visit.workplace().clock().instant().toString());
    }
    // When the lock is lost, every act that runs ends for that one reason.
    return new Result(
        planned.changes(),
        outcome.failed().stream().map(Outcome.Failure::problem).distinct().toList());
  }

  private Planned look(String stage) {
    times.begin(stage);
    Blueprint blueprint = visit.blueprint();
    Facts facts = visit.look(blueprint);
    times.end(stage);
    List<Problem> problems =
        Preflight.problems(visit.site(), blueprint.bundle().manifest().architecture(), facts);
    Plan plan = problems.isEmpty() ? Life.of(blueprint, facts) : new Plan(Set.of(), List.of());
    int changes = ChangeCount.of(plan);
    progress.say(
        "%s: %d of %d hosts answered%s"
            .formatted(
                stage,
                facts.hosts().size(),
                visit.site().hosts().size(),
                problems.isEmpty() ? "; " + ChangeCount.text(changes) + " to make" : ""));
    return new Planned(facts, plan, changes, problems);
  }
}
