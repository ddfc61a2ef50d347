package dev.daruma.app.drill;

import dev.daruma.app.probe.ApiAccess;
import dev.daruma.app.probe.ApiReader;
import dev.daruma.app.run.ClusterAccess;
import dev.daruma.app.run.Locking;
import dev.daruma.app.run.Visit;
import dev.daruma.app.show.Progress;
import dev.daruma.cluster.drill.Drill;
import dev.daruma.cluster.drill.DrillGuard;
import dev.daruma.cluster.drill.DrillReport;
import dev.daruma.cluster.drill.HostCondition;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

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
   * @throws ProblemException when one could not be done, or the site did not become whole again
   * @throws Stop.Stopped when the operator has ended it
   */
  public void run(
      List<Drill> drills, Optional<HostName> named, int repeat, Consumer<DrillReport> done) {
    Site site = visit.site();
    Clock clock = visit.workplace().clock();
    Waits waits = new Waits(clock, stop);
    List<HostName> planes = site.controlPlanes().stream().map(Host::name).toList();
    // Hosts that lose their power lose their lock with it; that is no news.
    try (SiteLock lock = Locking.take(visit, planes, "drill", progress::note)) {
      Shells shells = lock.shells();
      Kubeconfig kubeconfig = new ClusterAccess(visit.by(shells)).kubeconfig();
      ApiAccess access = ApiAccess.of(kubeconfig);
      ApiReader reader = new ApiReader(access);
      Workload workload = new Workload(site, shells, reader, image);
      progress.say("deploying what is asked of during drills");
      workload.deploy(waits);
      try (reader;
          Probes probes = new Probes(access, clock)) {
        HostLooks hosts = new HostLooks(site, shells);
        WholeSite whole = new WholeSite(site, hosts, workload, probes, waits);
        ClockDoubt doubt = lab.isPresent() ? ClockDoubt.none() : ClockDoubt.of(site, shells, clock);
        DrillRun run =
            new DrillRun(
                site,
                new Doing(site, shells, lab, clock, stop),
                whole,
                workload,
                probes,
                waits,
                clock,
                doubt,
                shells);
        progress.say("waiting until the site is whole and the probers have every answer");
        whole.await(new WholeSite.Before(Map.of(), Map.of()), Set.of());
        for (int round = 0; round < repeat; round++) {
          for (Drill drill : drills) {
            Host host = named.map(site::host).orElseGet(() -> victim(drill, hosts));
            progress.say(drill.word() + " of " + host.name());
            done.accept(run.of(drill, host));
          }
        }
      } finally {
        workload.remove();
      }
    }
  }

  private Host victim(Drill drill, HostLooks hosts) {
    Predicate<HostCondition> wanted =
        switch (drill.where()) {
          // A row of all hosts is told by the one that held the address at its beginning.
          case HOLDER, EVERY_HOST -> HostCondition::holdsAddress;
          case ETCD_LEADER -> HostCondition::leads;
        };
    List<HostName> found = new ArrayList<>();
    hosts.at(visit.site().controlPlanes()).values().stream()
        .filter(wanted)
        .map(HostCondition::host)
        .forEach(found::add);
    if (found.size() != 1) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.CONFLICT,
              "drill " + drill.word(),
              drill.where().words() + " was not found: " + found,
              "name the host by --host, or see daruma status"));
    }
    return visit.site().host(found.getFirst());
  }
}
