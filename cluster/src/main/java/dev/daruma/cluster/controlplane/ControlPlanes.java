package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.endpoint.EndpointAddress;
import dev.daruma.cluster.facts.ClusterView;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.site.Endpoint;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.Limit;
import dev.daruma.engine.plan.Milestone;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The control planes: one gives birth to the cluster if there is none, the others join. */
public final class ControlPlanes {
  /** Of changes to the cluster's etcd members, one at a time can never cost the quorum. */
  public static final Limit MEMBERSHIP = Limit.one("etcd membership");

  /** Two control planes that restart together could. One that does not come back ends the row. */
  public static final Limit RESTARTS = new Limit("restarts of control planes", 1, true);

  private ControlPlanes() {}

  public static List<Probe<?>> probes(Site site, Host host) {
    return List.of(view(site, host), WatchesToRenew.PROBE);
  }

  public static Probe<ClusterView> view(Site site, Host host) {
    return ClusterView.probe(host.address().getHostAddress(), Endpoint.API_SERVER_PORT);
  }

  static Set<Milestone> readyForKubeadm(Site site, Host host) {
    Set<Milestone> needs = new HashSet<>();
    needs.add(new Milestones.Prepared(host.name()));
    needs.add(new Milestones.Cleared(host.name()));
    needs.add(new Milestones.ImagesImported(host.name()));
    needs.add(new Milestones.CertificatesPlaced(host.name()));
    for (Host holder : EndpointAddress.candidates(site)) {
      // Load balancers of their own are needed before kubeadm can reach the API; of control planes
      // each only waits for itself.
      if (holder.equals(host) || !holder.is(Role.CONTROL_PLANE)) {
        needs.add(new Milestones.EndpointWatched(holder.name()));
      }
    }
    return needs;
  }

  /** Whether some control plane's API server is ready. */
  public static boolean apiAnswers(Site site, Facts facts) {
    return site.controlPlanes().stream()
        .filter(host -> facts.knows(host.name()))
        .anyMatch(host -> facts.get(host.name(), view(site, host)).answers());
  }

  /** The cluster as the first control plane that answers sees it. */
  public static Optional<ClusterView> cluster(Site site, Facts facts) {
    return site.controlPlanes().stream()
        .filter(host -> facts.knows(host.name()))
        .map(host -> facts.get(host.name(), view(site, host)))
        .filter(ClusterView::answers)
        .findFirst();
  }

  /** The act that clears each host of an interrupted run. */
  public static List<Act> clearing(Site site, Facts facts) {
    boolean born = mayBeBorn(site, facts);
    return site.nodes().stream()
        .filter(host -> facts.knows(host.name()))
        .filter(host -> run(facts, host) == KubeadmRun.INTERRUPTED)
        .<Act>map(host -> new ClearInterrupted(site, host, born))
        .toList();
  }

  /** A control plane that is silent may hold the cluster. */
  private static boolean mayBeBorn(Site site, Facts facts) {
    return site.controlPlanes().stream()
        .anyMatch(host -> !facts.knows(host.name()) || run(facts, host) == KubeadmRun.DONE);
  }

  /** Whatever was cut off on control planes is cleared: etcd has no member that never started. */
  static Set<Milestone> membershipIsTidy(Site site, Facts facts) {
    return site.controlPlanes().stream()
        .filter(host -> facts.knows(host.name()))
        .map(host -> new Milestones.Cleared(host.name()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Living control planes send their adverts to a new one before its API server is ready: else it
   * would hear of no holder, and take the endpoint's address as well.
   */
  private static Set<Milestone> peersAreTold(Site site, Facts facts) {
    return EndpointAddress.candidates(site).stream()
        .filter(host -> host.is(Role.CONTROL_PLANE))
        .filter(host -> facts.knows(host.name()) && run(facts, host) == KubeadmRun.DONE)
        .map(host -> new Milestones.EndpointWatched(host.name()))
        .collect(Collectors.toUnmodifiableSet());
  }

  public static List<Act> of(Site site, KubeadmDocuments documents, Facts facts) {
    List<Host> known =
        site.controlPlanes().stream().filter(host -> facts.knows(host.name())).toList();
    boolean born = known.stream().anyMatch(host -> run(facts, host) == KubeadmRun.DONE);
    Set<Milestone> tidy = membershipIsTidy(site, facts);
    Set<Milestone> beforeJoins = new HashSet<>(tidy);
    beforeJoins.addAll(peersAreTold(site, facts));
    List<Act> acts = new ArrayList<>();
    for (Host host : known) {
      // Nothing is born while a control plane is silent: it may hold the cluster already.
      boolean joined = run(facts, host) == KubeadmRun.DONE;
      if (joined && !facts.get(host.name(), WatchesToRenew.PROBE)) {
        continue;
      }
      acts.add(
          born || !acts.isEmpty() || known.size() < site.controlPlanes().size()
              ? new JoinControlPlane(site, host, documents, beforeJoins, joined)
              : new InitialiseCluster(site, host, documents));
    }
    if (born && !apiAnswers(site, facts)) {
      acts.add(new AwaitApi(site, tidy));
    }
    return acts;
  }

  /** What holds by the facts alone. */
  public static Set<Milestone> holding(Site site, Facts facts) {
    Set<Milestone> holding = new HashSet<>();
    if (apiAnswers(site, facts)) {
      holding.add(new Milestones.ApiAnswers());
    }
    for (Host host : site.nodes()) {
      if (facts.knows(host.name())) {
        KubeadmRun run = run(facts, host);
        if (run != KubeadmRun.INTERRUPTED) {
          holding.add(new Milestones.Cleared(host.name()));
        }
        if (run == KubeadmRun.DONE) {
          holding.add(new Milestones.NodeJoined(host.name()));
        }
      }
    }
    return holding;
  }

  private static KubeadmRun run(Facts facts, Host host) {
    return facts.get(host.name(), KubeadmRun.PROBE);
  }
}
