package dev.daruma.app.command;

import dev.daruma.app.ExitCode;
import dev.daruma.app.Workplace;
import dev.daruma.app.run.ClusterAccess;
import dev.daruma.app.run.ExpectedDurations;
import dev.daruma.app.run.NodeRun;
import dev.daruma.app.run.Visit;
import dev.daruma.app.show.ChangeCount;
import dev.daruma.app.show.LeftOutText;
import dev.daruma.app.show.PlanJson;
import dev.daruma.app.show.PlanText;
import dev.daruma.app.show.Progress;
import dev.daruma.app.show.RunTimes;
import dev.daruma.app.show.Seconds;
import dev.daruma.app.show.ShownPlan;
import dev.daruma.cluster.life.Disruptions;
import dev.daruma.cluster.life.NodeLife;
import dev.daruma.cluster.life.NodePlan;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.plan.Estimate;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** What all commands about a node share: which site, for whom the answer is, plan or deed. */
final class NodeWork {
  @Mixin private final SiteOption site = new SiteOption();
  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final LogOption log = new LogOption();
  @Mixin private final ForceOption force = new ForceOption();

  @Option(names = "--plan", description = "Show what would be done, and do nothing.")
  private boolean planned;

  /** Does it, or shows what it would do. */
  int call(Workplace workplace, String command, Function<NodeLife, NodePlan> decide)
      throws InterruptedException {
    Site read = site.read(workplace);
    try (Visit visit = Visit.to(read, workplace)) {
      Progress progress = output.progress(workplace, log);
      RunTimes times = new RunTimes(workplace.clock());
      NodeRun run = new NodeRun(visit, command, force.isGiven(read), decide, progress, times);
      return planned ? show(visit, run) : tell(visit, run.run(), times);
    }
  }

  private int show(Visit visit, NodeRun run) {
    NodePlan plan = run.look();
    Workplace workplace = visit.workplace();
    if (!plan.problems().isEmpty()) {
      return Problems.print(plan.problems(), visit.site().name(), output, workplace);
    }
    ExpectedDurations expected = ExpectedDurations.of(visit.folder());
    Estimate estimate = Estimate.of(plan.plan(), expected);
    ShownPlan shown =
        new ShownPlan(
            plan.scoped(),
            estimate,
            Disruptions.of(plan.site(), plan.facts(), estimate),
            List.of(),
            !expected.own().isEmpty());
    if (output.isJson()) {
      workplace.out().println(PlanJson.print(PlanJson.of(run.saved(plan), shown)));
    } else {
      new PlanText(OutputOption.paint(workplace)).lines(shown).forEach(workplace.out()::println);
    }
    return ExitCode.DONE;
  }

  private int tell(Visit visit, NodeRun.Result result, RunTimes times) {
    Workplace workplace = visit.workplace();
    String name = visit.site().name();
    NodePlan plan = result.plan();
    boolean done = result.problems().isEmpty() && plan.scoped().leftOut().isEmpty();
    if (done && result.verified()) {
      new ClusterAccess(visit).keepKubeconfig();
    }
    if (output.isJson()) {
      ObjectNode json =
          PlanJson.object()
              .put("site", name)
              .put("succeeded", done)
              .put("verified", result.verified())
              .put("changes", ChangeCount.of(plan.plan()))
              .put("milliseconds", times.total().toMillis());
      json.set("problems", PlanJson.of(result.problems()));
      json.set("hosts", times.changes().json());
      plan.afterwards().forEach(json.putArray("afterwards")::add);
      workplace.out().println(PlanJson.print(json));
    } else if (done) {
      workplace
          .out()
          .println(
              "%s in %s%s"
                  .formatted(
                      ChangeCount.text(ChangeCount.of(plan.plan())),
                      Seconds.of(times.total()),
                      result.verified() ? "; the cluster is verified" : ""));
      plan.afterwards().forEach(workplace.out()::println);
    }
    plan.scoped().leftOut().forEach(each -> workplace.err().println(LeftOutText.of(each)));
    result.problems().forEach(problem -> workplace.err().println(problem.text()));
    workplace.out().flush();
    return done
        ? ExitCode.DONE
        : result.problems().stream()
            .mapToInt(problem -> ExitCode.of(problem.code()))
            .max()
            .orElse(ExitCode.FAILED);
  }
}
