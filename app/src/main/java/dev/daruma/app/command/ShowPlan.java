package dev.daruma.app.command;

import dev.daruma.app.ExitCode;
import dev.daruma.app.Workplace;
import dev.daruma.app.run.Visit;
import dev.daruma.app.show.ChangeCount;
import dev.daruma.app.show.PlanJson;
import dev.daruma.app.show.PlanText;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.life.Blueprint;
import dev.daruma.cluster.life.Life;
import dev.daruma.cluster.preflight.Preflight;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.problem.Problem;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads the hosts and shows what apply would do. */
@Command(name = "plan", description = "Read the hosts and show what apply would change.")
public final class ShowPlan implements Callable<Integer> {
  private final Workplace workplace;

  @Mixin private final SiteOption site = new SiteOption();
  @Mixin private final OutputOption output = new OutputOption();

  @Option(
      names = "--detailed-exitcode",
      description = "Exit with 2 when there is something to change.")
  private boolean detailed;

  public ShowPlan(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() {
    try (Visit visit = Visit.to(site.read(workplace), workplace)) {
      Blueprint blueprint = visit.blueprint();
      Facts facts = visit.look(blueprint);
      List<Problem> problems =
          Preflight.problems(visit.site(), blueprint.bundle().manifest().architecture(), facts);
      if (!problems.isEmpty()) {
        return Problems.print(problems, visit.site().name(), output, workplace);
      }
      Plan plan = Life.of(blueprint, facts);
      if (output.isJson()) {
        workplace.out().println(PlanJson.print(PlanJson.of(visit.site().name(), plan)));
      } else {
        new PlanText(OutputOption.paint(workplace)).lines(plan).forEach(workplace.out()::println);
      }
      return detailed && ChangeCount.of(plan) > 0 ? ExitCode.CHANGES : ExitCode.DONE;
    }
  }
}
