package dev.daruma.app.command;

import dev.daruma.app.ExitCode;
import dev.daruma.app.Workplace;
import dev.daruma.app.run.CutOffRuns;
import dev.daruma.app.run.Decision;
import dev.daruma.app.run.ExpectedDurations;
import dev.daruma.app.run.PlanFile;
import dev.daruma.app.run.Visit;
import dev.daruma.app.show.ChangeCount;
import dev.daruma.app.show.PlanJson;
import dev.daruma.app.show.PlanText;
import dev.daruma.app.show.ShownPlan;
import dev.daruma.cluster.life.Disruptions;
import dev.daruma.cluster.room.Scope;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.plan.Estimate;
import dev.daruma.engine.plan.Plan;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads the hosts and shows what apply would do. */
@Command(name = "plan", description = "Read the hosts and show what apply would change.")
public final class ShowPlan implements Callable<Integer> {
  private final Workplace workplace;

  @Mixin private final SiteOption site = new SiteOption();
  @Mixin private final OutputOption output = new OutputOption();

  @Mixin private final OnlyOption only = new OnlyOption();

  @Option(
      names = "--detailed-exitcode",
      description = "Exit with 2 when there is something to change.")
  private boolean detailed;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Save the plan; daruma apply FILE carries it out, or refuses.")
  private @Nullable Path out;

  public ShowPlan(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() {
    Site read = site.read(workplace);
    Scope scope = only.scope(read);
    try (Visit visit = Visit.to(read, workplace)) {
      CutOffRuns.tell(visit);
      Decision decision = Decision.of(visit, scope);
      if (!decision.problems().isEmpty()) {
        return Problems.print(decision.problems(), visit.site().name(), output, workplace);
      }
      Plan plan = decision.plan();
      if (output.isJson()) {
        workplace
            .out()
            .println(PlanJson.print(PlanJson.of(decision.saved(), shown(visit, decision))));
      } else {
        new PlanText(OutputOption.paint(workplace))
            .lines(shown(visit, decision))
            .forEach(workplace.out()::println);
      }
      if (out != null) {
        new PlanFile(out).write(decision.saved());
      }
      return detailed && ChangeCount.of(plan) > 0 ? ExitCode.CHANGES : ExitCode.DONE;
    }
  }

  private static ShownPlan shown(Visit visit, Decision decision) {
    ExpectedDurations expected = ExpectedDurations.of(visit.folder());
    Estimate estimate = Estimate.of(decision.plan(), expected);
    return new ShownPlan(
        decision.scoped(),
        estimate,
        Disruptions.of(visit.site(), decision.facts(), estimate),
        decision.scope().words(),
        !expected.own().isEmpty());
  }
}
