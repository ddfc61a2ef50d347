package dev.daruma.app.run;

import dev.daruma.app.show.ChangeCount;
import dev.daruma.app.show.Progress;
import dev.daruma.app.show.RunTimes;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.life.Blueprint;
import dev.daruma.cluster.life.Life;
import dev.daruma.cluster.preflight.Preflight;
import dev.daruma.engine.execute.Outcome;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.problem.Problem;
import java.util.List;

/** Makes a site what its file says: look, preflight, plan, execute, verify. */
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

  public Result apply() throws InterruptedException {
    if (!visit.folder().isProven()) {
      SecondCompiler.engage(visit.shells());
    }
    times.begin("look");
    Blueprint blueprint = visit.blueprint();
    Facts facts = visit.look(blueprint);
    times.end("look");
    progress.say(
        "looked at %d of %d hosts".formatted(facts.hosts().size(), visit.site().hosts().size()));

    List<Problem> problems =
        Preflight.problems(visit.site(), blueprint.bundle().manifest().architecture(), facts);
    if (!problems.isEmpty()) {
      return new Result(0, problems);
    }
    Plan plan = Life.of(blueprint, facts);
    int changes = ChangeCount.of(plan);
    progress.say(ChangeCount.text(changes) + " to make");
    if (plan.acts().isEmpty()) {
      return new Result(0, List.of());
    }
    if (changes > 0) {
      SecondCompiler.engage(visit.shells());
      visit.folder().disprove();
    }
    Outcome outcome =
        PlanRun.of(
            visit,
            "apply",
            plan,
            event -> {
              times.accept(event);
              progress.accept(event);
            });
    if (outcome.succeeded()) {
      visit.folder().prove(visit.workplace().clock().instant().toString());
    }
    return new Result(changes, outcome.failed().stream().map(Outcome.Failure::problem).toList());
  }
}
