package dev.daruma.app.command;

import dev.daruma.app.ExitCode;
import dev.daruma.app.Workplace;
import dev.daruma.app.run.ApplyRun;
import dev.daruma.app.run.ClusterAccess;
import dev.daruma.app.run.PlanFile;
import dev.daruma.app.run.RunInterrupted;
import dev.daruma.app.run.SiteFolder;
import dev.daruma.app.run.Visit;
import dev.daruma.app.show.ChangeCount;
import dev.daruma.app.show.LeftOutText;
import dev.daruma.app.show.Megabytes;
import dev.daruma.app.show.PlanJson;
import dev.daruma.app.show.Progress;
import dev.daruma.app.show.RunTimes;
import dev.daruma.app.show.Seconds;
import dev.daruma.cluster.room.Scope;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.savedplan.SavedPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Makes the site what its file says. */
@Command(name = "apply", description = "Make the hosts what the site file says, and verify it.")
public final class Apply implements Callable<Integer> {
  private final Workplace workplace;

  @Mixin private final SiteOption site = new SiteOption();
  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final OnlyOption only = new OnlyOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "PLAN",
      description = "A plan that was saved by plan --out: do just that, or refuse.")
  private @Nullable Path saved;

  @Mixin private final LogOption log = new LogOption();
  @Mixin private final ForceOption force = new ForceOption();

  public Apply(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() throws InterruptedException {
    Site read = site.read(workplace);
    Optional<SavedPlan> plan = savedPlan(read.name());
    Scope scope = plan.map(each -> Scope.of(read, each.only())).orElseGet(() -> only.scope(read));
    try (Visit visit = Visit.to(read, workplace)) {
      RunTimes times = new RunTimes(workplace.clock());
      Progress progress = output.progress(workplace, log);
      Consumer<String> out =
          line -> {
            progress.note(line);
            workplace.out().println(line);
          };
      ApplyRun.Result result;
      try {
        result = new ApplyRun(visit, progress, times, force.isGiven(read)).apply(scope, plan);
      } catch (RunInterrupted stopped) {
        stopped.lines().forEach(progress::note);
        if (output.isJson()) {
          workplace.out().println(PlanJson.print(json(visit, stopped, times)));
        } else {
          print(times, out);
        }
        throw stopped;
      }
      if (result.succeeded() && scope.isWhole()) {
        new ClusterAccess(visit).keepKubeconfig();
      }
      if (output.isJson()) {
        workplace.out().println(PlanJson.print(json(visit, result, times)));
      } else {
        print(visit, scope, result, times, out);
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

  private Optional<SavedPlan> savedPlan(String name) {
    if (saved == null) {
      return Optional.empty();
    }
    if (only.isGiven()) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.USAGE,
              "carry out the plan " + saved,
              "a saved plan has its own limits, and --only would give it others",
              "leave --only away, or save a plan with it: daruma plan --only ... --out " + saved));
    }
    return Optional.of(new PlanFile(saved).read(name));
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

  private void print(
      Visit visit, Scope scope, ApplyRun.Result result, RunTimes times, Consumer<String> out) {
    print(times, out);
    result.leftOut().forEach(each -> out.accept(LeftOutText.of(each)));
    String sent = Megabytes.sent(visit.shells().bytesSent());
    if (!scope.isWhole() && result.problems().isEmpty()) {
      out.accept(
          "%s in %s, limited to %s; %s"
              .formatted(
                  ChangeCount.text(result.changes()),
                  Seconds.of(times.total()),
                  String.join(", ", scope.words()),
                  result.verified()
                      ? "the cluster is verified"
                      : "not verified, because limited: daruma verify proves the cluster as a"
                          + " whole"));
    } else if (result.succeeded()) {
      out.accept(
          "%s in %s, %s; site %s is as declared and verified; kubeconfig: %s"
              .formatted(
                  ChangeCount.text(result.changes()),
                  Seconds.of(times.total()),
                  sent,
                  visit.site().name(),
                  SiteFolder.of(visit.site()).kubeconfig()));
    } else {
      out.accept("failed after %s, %s".formatted(Seconds.of(times.total()), sent));
    }
    workplace.out().flush();
  }

  private static ObjectNode json(Visit visit, ApplyRun.Result result, RunTimes times) {
    ObjectNode json = json(visit, times, result.succeeded(), false);
    json.put("verified", result.verified());
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
            .put("milliseconds", times.total().toMillis())
            .put("bytesSent", visit.shells().bytesSent());
    json.set("hosts", times.changes().json());
    json.set("stages", times.json());
    return json;
  }
}
