package dev.daruma.cluster.verify;

import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.packages.Source;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.LeftOut;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.plan.ScopedPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** When the cluster is to be proven: after changes, and when the last proof is missing. */
public final class Verification {
  private Verification() {}

  /**
   * The plan with a verification behind everything, unless nothing changes and all was proven
   * before.
   */
  public static Plan after(Plan plan, Site site, Source source, Facts facts, boolean proven) {
    if (plan.changesNothing() && proven) {
      return plan;
    }
    List<Act> acts = new ArrayList<>(plan.acts());
    acts.add(step(plan, site, source, facts));
    return new Plan(plan.holding(), acts);
  }

  /**
   * The verification behind what can be done of a narrower scope; left out while no API server is
   * known to answer.
   */
  public static ScopedPlan within(ScopedPlan scoped, Site site, Source source) {
    Plan plan = scoped.plan();
    Set<Milestone> needs = new HashSet<>();
    needs.add(new Milestones.ApiAnswers());
    plan.acts().forEach(act -> needs.addAll(act.gives()));
    VerifyCluster step = new VerifyCluster(site, needs, source.reference("agnhost"));
    boolean answers =
        plan.holding().contains(new Milestones.ApiAnswers())
            || plan.acts().stream()
                .anyMatch(act -> act.gives().contains(new Milestones.ApiAnswers()));
    if (answers) {
      List<Act> acts = new ArrayList<>(plan.acts());
      acts.add(step);
      return new ScopedPlan(new Plan(plan.holding(), acts), scoped.leftOut());
    }
    List<LeftOut> leftOut = new ArrayList<>(scoped.leftOut());
    leftOut.add(new LeftOut(step, new Milestones.ApiAnswers(), Optional.empty()));
    return new ScopedPlan(plan, leftOut);
  }

  /** The verification alone. */
  public static VerifyCluster step(Plan plan, Site site, Source source, Facts facts) {
    Set<Milestone> needs = new HashSet<>();
    needs.add(new Milestones.ApiAnswers());
    for (Host host : site.nodes()) {
      if (facts.knows(host.name())) {
        needs.add(new Milestones.PodsConnected(host.name()));
      }
    }
    plan.acts().forEach(act -> needs.addAll(act.gives()));
    return new VerifyCluster(site, needs, source.reference("agnhost"));
  }
}
