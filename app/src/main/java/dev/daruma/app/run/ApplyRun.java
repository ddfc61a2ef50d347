package dev.daruma.app.run;

import dev.daruma.app.show.ChangeCount;
import dev.daruma.app.show.Progress;
import dev.daruma.app.show.RunTimes;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.room.Scope;
import dev.daruma.engine.execute.Outcome;
import dev.daruma.engine.lock.SiteLock;
import dev.daruma.engine.plan.LeftOut;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.savedplan.SavedPlan;
import java.util.List;
import java.util.Optional;

/** Makes a site what its file says: look, preflight, plan, lock, look again, execute, verify. */
public record ApplyRun(Visit visit, Progress progress, RunTimes times, boolean forced) {
  /** A run that asks the quorum guard. */
  public ApplyRun(Visit visit, Progress progress, RunTimes times) {
    this(visit, progress, times, false);
  }

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
    if (!visit.folder().isProven()) {
      SecondCompiler.engage(visit.shells());
    }
    CutOffRuns.tell(visit);
    Decision seen = look("look", scope);
    Optional<Result> end = end(seen, saved);
    if (end.isPresent()) {
      return end.get();
    }
    if (ChangeCount.of(seen.plan()) > 0) {
      SecondCompiler.engage(visit.shells());
    }
    SiteLock lock;
    try {
      lock = Locking.take(visit, seen.facts(), "apply", progress);
    } catch (ProblemException refused) {
      return Result.of(List.of(refused.problem()));
    }
    try (lock) {
      return new ApplyRun(visit.by(lock.shells()), progress, times, forced)
          .applyLocked(scope, saved);
    }
  }

  /** What was seen before the lock was there may be what another run has changed since. */
  private Result applyLocked(Scope scope, Optional<SavedPlan> saved) throws InterruptedException {
    Decision decision = look("look again, locked", scope);
    Optional<Result> end = end(decision, saved);
    if (end.isPresent()) {
      return end.get();
    }
    int changes = ChangeCount.of(decision.plan());
    if (changes > 0) {
      visit.folder().disprove();
    }
    Outcome outcome = PlanRun.of(visit, "apply", scope.words(), decision.plan(), progress, times);
    boolean verified =
        outcome.succeeded() && (scope.isWhole() || scope.rooms().contains(ClusterRoom.VERIFY));
    if (verified) {
      visit.folder().prove(visit.workplace().clock().instant().toString());
    }
    // When the lock is lost, every act that runs ends for that one reason.
    return new Result(
        changes,
        outcome.failed().stream().map(Outcome.Failure::problem).distinct().toList(),
        decision.scoped().leftOut(),
        verified);
  }

  private Decision look(String stage, Scope scope) {
    times.begin(stage);
    Decision decision = Decision.of(visit, scope, forced);
    times.end(stage);
    progress.say(
        "%s: %d of %d hosts answered%s"
            .formatted(
                stage,
                visit.site().hosts().stream()
                    .filter(host -> decision.facts().knows(host.name()))
                    .count(),
                visit.site().hosts().size(),
                decision.problems().isEmpty()
                    ? "; " + ChangeCount.text(ChangeCount.of(decision.plan())) + " to make"
                    : ""));
    return decision;
  }

  /** The result where there is nothing to do, or something stands in the way. */
  private static Optional<Result> end(Decision decision, Optional<SavedPlan> saved) {
    if (!decision.problems().isEmpty()) {
      return Optional.of(Result.of(decision.problems()));
    }
    return saved
        .flatMap(plan -> PlanFile.refusal(plan, decision.saved()))
        .map(refusal -> Result.of(List.of(refusal)))
        .or(
            () ->
                decision.plan().acts().isEmpty()
                    ? Optional.of(
                        new Result(
                            0, List.of(), decision.scoped().leftOut(), decision.scope().isWhole()))
                    : Optional.empty());
  }
}
