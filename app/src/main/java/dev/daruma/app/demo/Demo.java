package dev.daruma.app.demo;

import dev.daruma.app.Workplace;
import dev.daruma.app.demo.PowerLoss.Measured;
import dev.daruma.app.run.ApplyRun;
import dev.daruma.app.run.ClusterAccess;
import dev.daruma.app.run.LabNamespace;
import dev.daruma.app.run.SiteLab;
import dev.daruma.app.run.VerifyRun;
import dev.daruma.app.run.Visit;
import dev.daruma.app.show.Progress;
import dev.daruma.app.show.RunTimes;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.problem.Problem;
import dev.daruma.lab.host.Lab;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * From nothing to a cluster that has survived the loss of a host, and is whole again.
 *
 * @param file the site file, as the operator would name it
 */
public record Demo(Site site, Path file, Workplace workplace, Progress progress) {

  /** Where the hidden argument says how long the preparation took before the process moved. */
  public static final String PREPARED = "--prepared-in";

  /**
   * What stood in the way; empty when all went well.
   *
   * @param prepared how long preparing took, when an earlier life of this process did it
   */
  public List<Problem> run(Optional<Duration> prepared) throws InterruptedException {
    Lab lab = SiteLab.of(site, workplace, line -> progress.say("lab: " + line));
    Instant start = workplace.clock().instant();
    if (prepared.isEmpty()) {
      new Preparation(site, lab, workplace, progress).withLab();
    }
    Duration preparing = prepared.orElseGet(() -> Duration.between(start, now()));
    LabNamespace.enter(site, workplace, List.of(PREPARED, String.valueOf(preparing.toMillis())));
    try (Visit visit = Visit.to(site, workplace)) {
      return show(visit, lab, preparing);
    }
  }

  private List<Problem> show(Visit visit, Lab lab, Duration preparing) throws InterruptedException {
    RunTimes times = new RunTimes(workplace.clock());
    ApplyRun.Result result = new ApplyRun(visit, progress, times).apply();
    if (!result.succeeded()) {
      return result.problems();
    }
    if (result.changes() == 0) {
      List<Problem> problems = verify(visit, times, "verify cluster");
      if (!problems.isEmpty()) {
        return problems;
      }
    }
    Path kubeconfig = new ClusterAccess(visit).keepKubeconfig();
    times.begin("power loss");
    Measured measured = new PowerLoss(visit, lab, progress).cause();
    times.end("power loss");
    times.begin("power on again");
    progress.say("powering " + measured.host() + " on again");
    lab.powerOn(measured.host());
    times.end("power on again");
    List<Problem> problems = verify(visit, times, "whole again");
    if (problems.isEmpty()) {
      new DemoSummary(site, file, kubeconfig, lab.namespace())
          .lines(preparing, times, result.changes(), measured)
          .forEach(workplace.out()::println);
      workplace.out().flush();
    }
    return problems;
  }

  private List<Problem> verify(Visit visit, RunTimes times, String stage)
      throws InterruptedException {
    times.begin(stage);
    List<Problem> problems = new VerifyRun(visit, progress).verify();
    times.end(stage);
    return problems;
  }

  private Instant now() {
    return workplace.clock().instant();
  }
}
