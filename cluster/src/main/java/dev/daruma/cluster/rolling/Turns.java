package dev.daruma.cluster.rolling;

import dev.daruma.cluster.controlplane.ControlPlanes;
import dev.daruma.cluster.controlplane.EtcdMembers;
import dev.daruma.cluster.controlplane.LivingControlPlane;
import dev.daruma.cluster.facts.ClusterView;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.runtime.RuntimeSocket;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Limit;
import dev.daruma.engine.plan.Settling;
import dev.daruma.engine.shell.Fragment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Living members of the cluster take turns where a change interrupts what runs on them: one control
 * plane at a time, a share of the workers at a time. A member that was well must be well again
 * before the next has its turn; one that does not come back keeps its turn, so that no run breaks
 * more hosts than the cluster can spare.
 *
 * <p>A host that is no member yet minds nobody: a cluster's birth is not slowed.
 */
public final class Turns {
  private static final Duration WELL_AGAIN = Duration.ofMinutes(3);

  /** The address moves from one to the other meanwhile. */
  private static final Limit BALANCERS = new Limit("restarts of load-balancers", 1, true);

  private Turns() {}

  /** The acts, with the limits that living members are under. */
  public static List<Act> of(Site site, Facts facts, List<Act> acts) {
    return acts.stream().map(act -> of(site, facts, act)).toList();
  }

  private static Act of(Site site, Facts facts, Act act) {
    if (!(act instanceof HostChange change) || !change.restarts()) {
      return act;
    }
    Host host = site.host(change.host());
    if (host.is(Role.LOAD_BALANCER)) {
      return sparing(site, host, change.within(Set.of(BALANCERS), Optional.empty()));
    }
    if (!isMember(host, facts)) {
      return change;
    }
    return host.is(Role.CONTROL_PLANE)
        ? controlPlane(site, host, facts, change)
        : change.within(Set.of(restartsOfWorkers(site)), settlingOfWorker(site, host, facts));
  }

  private static Act controlPlane(Site site, Host host, Facts facts, HostChange change) {
    return sparing(
        site,
        host,
        change.within(Set.of(ControlPlanes.RESTARTS), settlingOfControlPlane(site, host, facts)));
  }

  /** What a step is under that interrupts a living member. */
  public static Set<Limit> limits(Site site, Host host) {
    return Set.of(host.is(Role.CONTROL_PLANE) ? ControlPlanes.RESTARTS : restartsOfWorkers(site));
  }

  private static HostChange sparing(Site site, Host host, HostChange turn) {
    List<String> restarted =
        turn.changes().stream().flatMap(each -> each.restarts().stream()).toList();
    return AddressAway.isNeededFor(restarted) ? turn.sparing(new AddressAway(site, host)) : turn;
  }

  private static boolean isMember(Host host, Facts facts) {
    return facts.knows(host.name()) && facts.get(host.name(), KubeadmRun.PROBE) == KubeadmRun.DONE;
  }

  private static Limit restartsOfWorkers(Site site) {
    long workers = site.workers().stream().filter(host -> !host.is(Role.CONTROL_PLANE)).count();
    return new Limit("restarts of workers", site.rolling().of(Math.toIntExact(workers)), true);
  }

  /** Only what was well before can be expected to be well again. */
  private static Optional<Settling> settlingOfControlPlane(Site site, Host host, Facts facts) {
    return facts.get(host.name(), ControlPlanes.view(site, host)).answers()
        ? Optional.of(
            new Settling(
                "etcd and the API server on " + host.name() + " are ready again",
                Fragment.all(List.of(EtcdMembers.health(), LivingControlPlane.isReady(site, host))),
                WELL_AGAIN))
        : Optional.empty();
  }

  private static Optional<Settling> settlingOfWorker(Site site, Host host, Facts facts) {
    boolean wasReady =
        ControlPlanes.cluster(site, facts)
            .map(ClusterView::nodes)
            .flatMap(nodes -> Optional.ofNullable(nodes.get(host.name())))
            .map(ClusterView.Node::ready)
            .orElse(false);
    return wasReady
        ? Optional.of(
            new Settling(
                "the container runtime and the kubelet on " + host.name() + " are well again",
                // The one that runs its pods now, which may be about to be exchanged.
                Fragment.of(
                    """
                    %s
                    crictl --runtime-endpoint "unix://$socket" info >/dev/null && curl -fsS --max-time 3 http://127.0.0.1:10248/healthz""",
                    RuntimeSocket.present()),
                WELL_AGAIN))
        : Optional.empty();
  }
}
