package dev.daruma.cluster.life;

import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.plan.ScopedPlan;
import dev.daruma.engine.problem.Problem;
import java.util.List;
import java.util.Set;

/**
 * What a command about a node would do.
 *
 * @param site as it is to become
 * @param problems why it is not done; then the plan is empty
 * @param afterwards what the operator is told when it is done
 */
public record NodePlan(
    Site site, Facts facts, List<Problem> problems, ScopedPlan scoped, List<String> afterwards) {
  public NodePlan {
    problems = List.copyOf(problems);
    afterwards = List.copyOf(afterwards);
  }

  static NodePlan refused(Site site, Facts facts, List<Problem> problems) {
    return new NodePlan(
        site, facts, problems, ScopedPlan.whole(new Plan(Set.of(), List.of())), List.of());
  }

  public Plan plan() {
    return scoped.plan();
  }
}
