package dev.daruma.app.run;

import dev.daruma.app.show.Progress;
import dev.daruma.app.show.RunTimes;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.life.Blueprint;
import dev.daruma.cluster.life.Look;
import dev.daruma.cluster.life.NodeLife;
import dev.daruma.cluster.life.NodePlan;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.engine.execute.Outcome;
import dev.daruma.engine.lock.SiteLock;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.savedplan.SavedPlan;
import java.util.List;
import java.util.function.Function;

/**
 * A command about a node: look, decide, lock, look again, execute. Hosts that are away are not
 * waited for: they may be what the command is about.
 *
 * @param command what was asked for, for the journal and for whoever waits for the lock
 * @param forced whether the quorum guard is not asked
 */
public record NodeRun(
    Visit visit,
    String command,
    boolean forced,
    Function<NodeLife, NodePlan> decide,
    Progress progress,
    RunTimes times) {

  /** What came of it. */
  public record Result(NodePlan plan, List<Problem> problems, boolean verified) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /** What would be done. */
  public NodePlan look() {
    times.begin("look");
    Blueprint blueprint = visit.blueprint();
    Facts facts =
        Strangers.with(
            visit, new Look(visit.shells(), visit.workplace().clock()).at(visit.site(), blueprint));
    NodePlan plan = decide.apply(new NodeLife(blueprint, facts, forced));
    times.end("look");
    progress.say(
        "look: %d of %d hosts answered"
            .formatted(
                visit.site().hosts().stream().filter(host -> facts.knows(host.name())).count(),
                visit.site().hosts().size()));
    return plan;
  }

  /** A plan as data, for programs. */
  public SavedPlan saved(NodePlan plan) {
    return Decision.saved(visit.blueprint(), List.of(), plan.plan());
  }

  /** Does it. */
  public Result run() throws InterruptedException {
    NodePlan seen = look();
    if (!seen.problems().isEmpty() || seen.plan().acts().isEmpty()) {
      return new Result(seen, seen.problems(), false);
    }
    SecondCompiler.engage(visit.shells());
    SiteLock lock;
    try {
      lock = Locking.take(visit, seen.facts(), command, progress);
    } catch (ProblemException refused) {
      return new Result(seen, List.of(refused.problem()), false);
    }
    try (lock) {
      return new NodeRun(visit.by(lock.shells()), command, forced, decide, progress, times)
          .runLocked();
    }
  }

  /** What was seen before the lock was there may be what another run has changed since. */
  private Result runLocked() throws InterruptedException {
    NodePlan plan = look();
    if (!plan.problems().isEmpty() || plan.plan().acts().isEmpty()) {
      return new Result(plan, plan.problems(), false);
    }
    visit.folder().disprove();
    Outcome outcome = PlanRun.of(visit, command, List.of(), plan.plan(), progress, times);
    boolean verified = outcome.succeeded() && verifies(plan.plan());
    if (verified) {
      visit.folder().prove(visit.workplace().clock().instant().toString());
    }
    return new Result(
        plan,
        outcome.failed().stream().map(Outcome.Failure::problem).distinct().toList(),
        verified);
  }

  private static boolean verifies(Plan plan) {
    return plan.acts().stream().anyMatch(act -> act.gives().contains(new Milestones.Verified()));
  }
}
