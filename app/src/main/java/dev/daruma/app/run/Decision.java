package dev.daruma.app.run;

import dev.daruma.app.ProgramVersion;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.life.Blueprint;
import dev.daruma.cluster.life.ExchangeGuard;
import dev.daruma.cluster.life.Life;
import dev.daruma.cluster.life.Look;
import dev.daruma.cluster.preflight.Preflight;
import dev.daruma.cluster.room.Scope;
import dev.daruma.engine.bundle.Checksum;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.plan.ScopedPlan;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.savedplan.SavedPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a look at the hosts has led to.
 *
 * @param problems what stands in the way; then the plan is empty
 */
public record Decision(
    Blueprint blueprint, Facts facts, Scope scope, List<Problem> problems, ScopedPlan scoped) {
  public Decision {
    problems = List.copyOf(problems);
  }

  /** Looks at the hosts that the scope needs, and decides; the quorum guard is asked. */
  public static Decision of(Visit visit, Scope scope) {
    return of(visit, scope, false);
  }

  /**
   * The same.
   *
   * @param forced whether the quorum guard is not asked
   */
  public static Decision of(Visit visit, Scope scope, boolean forced) {
    Blueprint blueprint = visit.blueprint();
    Facts facts =
        Strangers.with(
            visit,
            new Look(visit.patient(), visit.workplace().clock())
                .at(visit.site(), blueprint, scope));
    List<Problem> problems =
        new ArrayList<>(Preflight.problems(visit.site(), blueprint.source(), facts, scope));
    if (!forced) {
      problems.addAll(ExchangeGuard.refusals(visit.site(), facts, scope));
    }
    return new Decision(
        blueprint,
        facts,
        scope,
        problems,
        problems.isEmpty()
            ? Life.of(blueprint, facts, scope)
            : ScopedPlan.whole(new Plan(Set.of(), List.of())));
  }

  public Plan plan() {
    return scoped.plan();
  }

  /** The plan as data, with what it was made from. */
  public SavedPlan saved() {
    return saved(blueprint, scope.words(), plan());
  }

  static SavedPlan saved(Blueprint blueprint, List<String> words, Plan plan) {
    try {
      return new SavedPlan(
          ProgramVersion.text(),
          blueprint.site().name(),
          Checksum.of(blueprint.site().file()),
          blueprint.source().identity(),
          words,
          SavedPlan.acts(plan));
    } catch (IOException vanished) {
      throw new UncheckedIOException("the site file was there a moment ago", vanished);
    }
  }
}
