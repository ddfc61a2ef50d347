package dev.daruma.app.command;

import dev.daruma.app.ExitCode;
import dev.daruma.app.Workplace;
import dev.daruma.app.run.ApplyRun;
import dev.daruma.app.run.ClusterAccess;
import dev.daruma.app.run.SiteFolder;
import dev.daruma.app.run.Visit;
import dev.daruma.app.show.ChangeCount;
import dev.daruma.app.show.Megabytes;
import dev.daruma.app.show.PlanJson;
import dev.daruma.app.show.RunTimes;
import dev.daruma.app.show.Seconds;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ObjectNode;

/** Makes the site what its file says. */
@Command(name = "apply", description = "Make the hosts what the site file says, and verify it.")
public final class Apply implements Callable<Integer> {
  private final Workplace workplace;

  @Mixin private final SiteOption site = new SiteOption();
  @Mixin private final OutputOption output = new OutputOption();

  public Apply(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Visit visit = Visit.to(site.read(workplace), workplace)) {
      RunTimes times = new RunTimes(workplace.clock());
      ApplyRun.Result result = new ApplyRun(visit, output.progress(workplace), times).apply();
      if (result.succeeded()) {
        new ClusterAccess(visit).keepKubeconfig();
      }
      if (output.isJson()) {
        workplace.out().println(PlanJson.print(json(visit, result, times)));
      } else {
        print(visit, result, times);
      }
      if (!result.succeeded()) {
        result.problems().forEach(problem -> workplace.err().println(problem.text()));
        return result.problems().stream()
            .mapToInt(problem -> ExitCode.of(problem.code()))
            .max()
            .orElse(ExitCode.FAILED);
      }
      return ExitCode.DONE;
    }
  }

  private void print(Visit visit, ApplyRun.Result result, RunTimes times) {
    workplace.out().println();
    times.table().forEach(workplace.out()::println);
    workplace.out().println();
    if (result.succeeded()) {
      workplace
          .out()
          .println(
              "%s in %s, %s; site %s is as declared and verified; kubeconfig: %s"
                  .formatted(
                      ChangeCount.text(result.changes()),
                      Seconds.of(times.total()),
                      Megabytes.sent(visit.shells().bytesSent()),
                      visit.site().name(),
                      SiteFolder.of(visit.site()).kubeconfig()));
    } else {
      workplace
          .out()
          .println(
              "failed after %s, %s"
                  .formatted(
                      Seconds.of(times.total()), Megabytes.sent(visit.shells().bytesSent())));
    }
    workplace.out().flush();
  }

  private static ObjectNode json(Visit visit, ApplyRun.Result result, RunTimes times) {
    ObjectNode json =
        PlanJson.object()
            .put("site", visit.site().name())
            .put("succeeded", result.succeeded())
            .put("changes", result.changes())
            .put("milliseconds", times.total().toMillis())
            .put("bytesSent", visit.shells().bytesSent());
    json.set("stages", times.json());
    json.set("problems", PlanJson.of(result.problems()));
    return json;
  }
}
