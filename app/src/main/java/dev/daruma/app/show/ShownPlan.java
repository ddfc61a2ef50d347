package dev.daruma.app.show;

import dev.daruma.cluster.life.Disruptions;
import dev.daruma.engine.plan.Estimate;
import dev.daruma.engine.plan.LeftOut;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.plan.ScopedPlan;
import java.util.List;

/**
 * Everything there is to say of a plan.
 *
 * @param only what it is limited to; empty when to nothing
 * @param ownRuns whether the estimate rests on this site's own runs
 */
public record ShownPlan(
    ScopedPlan scoped,
    Estimate estimate,
    Disruptions disruptions,
    List<String> only,
    boolean ownRuns) {
  public ShownPlan {
    only = List.copyOf(only);
  }

  public Plan plan() {
    return scoped.plan();
  }

  public List<LeftOut> leftOut() {
    return scoped.leftOut();
  }
}
