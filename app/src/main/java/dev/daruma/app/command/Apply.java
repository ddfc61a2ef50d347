package dev.daruma.app.command;

import dev.daruma.app.ExitCode;
import dev.daruma.app.Workplace;
import dev.daruma.app.run.ApplyRun;
import dev.daruma.app.run.ClusterAccess;
import dev.daruma.app.run.RunInterrupted;
import dev.daruma.app.run.SiteFolder;
import dev.daruma.app.run.Visit;
import dev.daruma.app.show.ChangeCount;
import dev.daruma.app.show.PlanJson;
import dev.daruma.app.show.Progress;
import dev.daruma.app.show.RunTimes;
import dev.daruma.app.show.Seconds;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ObjectNode;

/** Makes the site what its file says. */
@Command(name = "apply", description = "Make the hosts what the site file says, and verify it.")
public final class Apply implements Callable<Integer> {
  private final Workplace workplace;

  @Mixin private final SiteOption site = new SiteOption();
  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final LogOption log = new LogOption();

  public Apply(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Visit visit = Visit.to(site.read(workplace), workplace)) {
      RunTimes times = new RunTimes(workplace.clock());
      Progress progress = output.progress(workplace, log);
      Consumer<String> out =
          line -> {
            progress.note(line);
            workplace.out().println(line);
          };
      ApplyRun.Result result;
      try {
        result = new ApplyRun(visit, progress, times).apply();
      } catch (RunInterrupted stopped) {
        stopped.lines().forEach(progress::note);
        if (output.isJson()) {
          workplace.out().println(PlanJson.print(json(visit, stopped, times)));
        } else {
          print(times, out);
        }
        throw stopped;
      }
      if (result.succeeded()) {
        new ClusterAccess(visit).keepKubeconfig();
      }
      if (output.isJson()) {
        workplace.out().println(PlanJson.print(json(visit, result, times)));
      } else {
        print(visit, result, times, out);
      }
      if (!result.succeeded()) {
        result
            .problems()
            .forEach(
                problem -> {
                  progress.note(problem.text());
                  workplace.err().println(problem.text());
                });
        return result.problems().stream()
            .mapToInt(problem -> ExitCode.of(problem.code()))
            .max()
            .orElse(ExitCode.FAILED);
      }
      return ExitCode.DONE;
    }
  }

  private static void print(RunTimes times, Consumer<String> out) {
    out.accept("");
    List<String> changes = times.changes().lines();
    changes.forEach(out);
    if (!changes.isEmpty()) {
      out.accept("");
    }
    times.table().forEach(out);
    out.accept("");
  }

  private void print(Visit visit, ApplyRun.Result result, RunTimes times, Consumer<String> out) {
    print(times, out);
    if (result.succeeded()) {
      out.accept(
          "%s in %s; site %s is as declared and verified; kubeconfig: %s"
              .formatted(
                  ChangeCount.text(result.changes()),
                  Seconds.of(times.total()),
                  visit.site().name(),
                  SiteFolder.of(visit.site()).kubeconfig()));
    } else {
      out.accept("failed after " + Seconds.of(times.total()));
    }
    workplace.out().flush();
  }

  private static ObjectNode json(Visit visit, ApplyRun.Result result, RunTimes times) {
    ObjectNode json = json(visit, times, result.succeeded(), false);
    json.put("changes", result.changes());
    json.set("problems", PlanJson.of(result.problems()));
    return json;
  }

  private static ObjectNode json(Visit visit, RunInterrupted stopped, RunTimes times) {
    ObjectNode json = json(visit, times, false, true);
    json.set("problems", PlanJson.of(stopped.problems()));
    return json;
  }

  private static ObjectNode json(
      Visit visit, RunTimes times, boolean succeeded, boolean interrupted) {
    ObjectNode json =
        PlanJson.object()
            .put("site", visit.site().name())
            .put("succeeded", succeeded)
            .put("interrupted", interrupted)
            .put("milliseconds", times.total().toMillis());
    json.set("hosts", times.changes().json());
    json.set("stages", times.json());
    return json;
  }
}
