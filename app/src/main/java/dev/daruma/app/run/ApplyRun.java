package dev.daruma.app.run;

import dev.daruma.app.show.ChangeCount;
import dev.daruma.app.show.Progress;
import dev.daruma.app.show.RunTimes;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.room.Scope;
import dev.daruma.engine.execute.Outcome;
import dev.daruma.engine.plan.LeftOut;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.savedplan.SavedPlan;
import java.util.List;
import java.util.Optional;

/** Makes a site what its file says: look, preflight, plan, execute, verify. */
public record ApplyRun(Visit visit, Progress progress, RunTimes times) {

  /**
   * What came of it.
   *
   * @param changes made, or meant where there are problems
   * @param problems all that stood in the way; empty when what was asked for is done
   * @param leftOut what was asked for and could not be done within the limit
   * @param verified whether the cluster as a whole is proven
   */
  public record Result(
      int changes, List<Problem> problems, List<LeftOut> leftOut, boolean verified) {
    public Result {
      problems = List.copyOf(problems);
      leftOut = List.copyOf(leftOut);
    }

    static Result of(List<Problem> problems) {
      return new Result(0, problems, List.of(), false);
    }

    public boolean succeeded() {
      return problems.isEmpty() && leftOut.isEmpty();
    }
  }

  public Result apply() throws InterruptedException {
    return apply(Scope.WHOLE, Optional.empty());
  }

  /**
   * Does what lies within the scope.
   *
   * @param saved what must be just what is to be done, or else nothing is
   */
  public Result apply(Scope scope, Optional<SavedPlan> saved) throws InterruptedException {
    times.begin("look");
    Decision decision = Decision.of(visit, scope);
    times.end("look");
    progress.say(
        "looked at %d of %d hosts"
            .formatted(decision.facts().hosts().size(), visit.site().hosts().size()));
    if (!decision.problems().isEmpty()) {
      return Result.of(decision.problems());
    }
    Optional<Problem> refusal = saved.flatMap(plan -> PlanFile.refusal(plan, decision.saved()));
    if (refusal.isPresent()) {
      return Result.of(List.of(refusal.get()));
    }
    Plan plan = decision.plan();
    int changes = ChangeCount.of(plan);
    progress.say(ChangeCount.text(changes) + " to make");
    if (changes > 0) {
      visit.folder().disprove();
    }
    Outcome outcome =
        PlanRun.of(
            visit,
            "apply",
            scope.words(),
            plan,
            event -> {
              times.accept(event);
              progress.accept(event);
            });
    boolean verified =
        outcome.succeeded() && (scope.isWhole() || scope.rooms().contains(ClusterRoom.VERIFY));
    if (verified) {
      visit.folder().prove(visit.workplace().clock().instant().toString());
    }
    return new Result(
        changes,
        outcome.failed().stream().map(Outcome.Failure::problem).toList(),
        decision.scoped().leftOut(),
        verified);
  }
}
