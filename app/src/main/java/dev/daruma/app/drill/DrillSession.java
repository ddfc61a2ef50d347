package dev.daruma.app.drill;

import dev.daruma.app.probe.ApiAccess;
import dev.daruma.app.probe.ApiReader;
import dev.daruma.app.run.ClusterAccess;
import dev.daruma.app.run.LabNamespace;
import dev.daruma.app.run.Locking;
import dev.daruma.app.run.Visit;
import dev.daruma.app.show.Progress;
import dev.daruma.cluster.drill.Drill;
import dev.daruma.cluster.drill.DrillGuard;
import dev.daruma.cluster.drill.DrillReport;
import dev.daruma.cluster.kubeconfig.Kubeconfig;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.lock.SiteLock;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Shells;
import dev.daruma.lab.host.Lab;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Drills in a row, each from a whole site to a whole site.
 *
 * @param lab empty where the hosts are real
 * @param image of agnhost's
 */
public record DrillSession(
    Visit visit, Optional<Lab> lab, String image, Progress progress, Stop stop) {

  /** What stands in the way of any drill; empty when the site is whole. */
  public List<Problem> refusals() {
    return DrillGuard.atStart(
        visit.site(), new HostLooks(visit.site(), visit.shells()).at(visit.site().nodes()));
  }

  /**
   * Carries them out.
   *
   * @param named the host that is drilled; empty for the one that each drill is about
   * @param done told of each that has ended well
   * @param failed told of each that could not be done
   * @throws ProblemException when none could be begun, or the site did not become whole again
   * @throws Stop.Stopped when the operator has ended it
   */
  public void run(
      List<Drill> drills,
      Optional<HostName> named,
      int repeat,
      Consumer<DrillReport> done,
      Consumer<Problem> failed) {
    Waits waits = new Waits(visit.workplace().clock(), stop, progress::say);
    List<HostName> planes = visit.site().controlPlanes().stream().map(Host::name).toList();
    // Hosts that lose their power lose their lock with it; that is no news.
    try (SiteLock lock = Locking.take(visit, planes, "drill", progress::note)) {
      Shells shells = lock.shells();
      Kubeconfig kubeconfig = new ClusterAccess(visit.by(shells)).kubeconfig();
      try (ApiReader reader = new ApiReader(ApiAccess.of(kubeconfig))) {
        Workload workload = new Workload(visit.site(), shells, reader, image);
        try {
          progress.say("deploying what is asked of during drills");
          workload.deploy(waits);
          lab.ifPresent(Lab::limitServices);
          List<String> ahead = lab.isPresent() ? LabNamespace.AHEAD : List.of();
          try (Probes probes = new Probes(kubeconfig, ahead, visit.workplace().clock())) {
            row(lock, workload, probes, waits).of(drills, named, repeat, done, failed);
          }
        } finally {
          lab.ifPresent(Lab::unlimitServices);
          workload.remove();
        }
      }
    }
  }

  private Row row(SiteLock lock, Workload workload, Probes probes, Waits waits) {
    Site site = visit.site();
    Shells shells = lock.shells();
    Clock clock = visit.workplace().clock();
    HostLooks hosts = new HostLooks(site, shells);
    WholeSite whole = new WholeSite(site, hosts, workload, probes, waits);
    ClockDoubt doubt = lab.isPresent() ? ClockDoubt.none() : ClockDoubt.of(site, shells, clock);
    Doing doing = new Doing(site, shells, lab, clock, stop);
    DrillRun run = new DrillRun(site, doing, whole, workload, probes, waits, clock, doubt, shells);
    return new Row(site, hosts, whole, run, waits, lock::lost, progress);
  }
}
