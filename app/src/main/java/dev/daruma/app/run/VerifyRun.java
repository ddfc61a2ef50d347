package dev.daruma.app.run;

import dev.daruma.app.show.Progress;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.life.Blueprint;
import dev.daruma.cluster.verify.Verification;
import dev.daruma.cluster.verify.VerifyCluster;
import dev.daruma.engine.execute.Outcome;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.problem.Problem;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** The verification alone, of whatever the site is now. */
public record VerifyRun(Visit visit, Progress progress) {

  /** What stood in the way; empty when the cluster works. */
  public List<Problem> verify() throws InterruptedException {
    Blueprint blueprint = visit.blueprint();
    // It waits for what it asks of the cluster itself; nothing that was read before matters.
    Facts nothing = new Facts(new TreeMap<>(), new TreeMap<>());
    VerifyCluster step =
        Verification.step(new Plan(Set.of(), List.of()), visit.site(), blueprint.source(), nothing);
    Plan plan = new Plan(step.needs(), List.of(step));
    Outcome outcome = PlanRun.of(visit, "verify", plan, progress);
    if (outcome.succeeded()) {
      visit.folder().prove(visit.workplace().clock().instant().toString());
    }
    return outcome.failed().stream().map(Outcome.Failure::problem).toList();
  }
}
