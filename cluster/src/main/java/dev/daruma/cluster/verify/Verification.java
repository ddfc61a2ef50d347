package dev.daruma.cluster.verify;

import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.packages.HostBundle;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Plan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** When the cluster is to be proven: after changes, and when the last proof is missing. */
public final class Verification {
  private Verification() {}

  /**
   * The plan with a verification behind everything, unless nothing changes and all was proven
   * before.
   */
  public static Plan after(Plan plan, Site site, HostBundle bundle, Facts facts, boolean proven) {
    if (plan.changesNothing() && proven) {
      return plan;
    }
    List<Act> acts = new ArrayList<>(plan.acts());
    acts.add(step(plan, site, bundle, facts));
    return new Plan(plan.holding(), acts);
  }

  /** The verification alone. */
  public static VerifyCluster step(Plan plan, Site site, HostBundle bundle, Facts facts) {
    Set<Milestone> needs = new HashSet<>();
    needs.add(new Milestones.ApiAnswers());
    for (Host host : site.nodes()) {
      if (facts.knows(host.name())) {
        needs.add(new Milestones.PodsConnected(host.name()));
      }
    }
    plan.acts().forEach(act -> needs.addAll(act.gives()));
    return new VerifyCluster(site, needs, bundle.reference("agnhost"));
  }
}
