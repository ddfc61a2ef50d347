package dev.daruma.cluster.endpoint.move;

import dev.daruma.cluster.controlplane.ControlPlanes;
import dev.daruma.cluster.endpoint.EndpointAddress;
import dev.daruma.cluster.endpoint.EndpointWatch;
import dev.daruma.cluster.endpoint.PresentRouters;
import dev.daruma.cluster.endpoint.VirtualRouter;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.site.Endpoint;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.Milestone;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is left to do when the endpoint's address, port or provider has changed: the new endpoint
 * serves first, then everybody is pointed at it, and at last what served the old one is retired.
 */
public final class EndpointMove {
  private EndpointMove() {}

  public static List<Probe<?>> probes(Host host) {
    List<Probe<?>> probes = new ArrayList<>();
    probes.add(RetireBalancer.RUNS);
    probes.add(PresentRouters.PROBE);
    if (host.isNode()) {
      probes.add(HostKubeconfigs.PROBE);
    }
    if (host.is(Role.CONTROL_PLANE)) {
      probes.add(PublishedEndpoint.probe(host));
    }
    return probes;
  }

  public static List<Act> of(Site site, Facts facts) {
    List<Act> acts = new ArrayList<>();
    Set<Milestone> served = served(site, facts);
    Set<Milestone> moved = new HashSet<>();
    publishing(site, facts)
        .ifPresent(
            host -> {
              PublishedEndpoint published = facts.get(host.name(), PublishedEndpoint.probe(host));
              if (!published.isOf(site)) {
                Set<Milestone> needs = new HashSet<>(served);
                needs.add(new Milestones.ApiAnswers());
                acts.add(new PublishEndpoint(site, host, published.hostsAndPorts(), needs));
                moved.add(new Milestones.EndpointPublished());
              }
            });
    for (Host host : members(site, facts)) {
      HostKubeconfigs present = facts.get(host.name(), HostKubeconfigs.PROBE);
      List<String> outdated = present.outdated(site, host);
      if (!outdated.isEmpty() || present.halfDone()) {
        acts.add(new PointHost(site, host, outdated, served));
        moved.add(new Milestones.PointedAtEndpoint(host.name()));
      }
    }
    Set<Milestone> left = new HashSet<>(moved);
    left.addAll(served);
    for (Host host : site.hosts()) {
      if (facts.knows(host.name())) {
        acts.addAll(retiring(site, host, facts, left));
      }
    }
    return acts;
  }

  /** What the site has no use for on the host any more, once nobody calls it. */
  private static List<Act> retiring(Site site, Host host, Facts facts, Set<Milestone> left) {
    List<Act> acts = new ArrayList<>();
    Observed observed = facts.of(host.name());
    if (PresentRouters.of(observed).configured()
        && (!VirtualRouter.isOn(site, host)
            || !EndpointWatch.former(site, host, observed).isEmpty())) {
      Set<Milestone> needs = new HashSet<>(left);
      if (VirtualRouter.isOn(site, host)) {
        needs.add(new Milestones.EndpointWatched(host.name()));
      }
      acts.add(
          new RetireRouter(
              host,
              EndpointAddress.candidates(site).contains(host),
              EndpointWatch.remaining(site, host, observed),
              needs));
    }
    if (facts.get(host.name(), RetireBalancer.RUNS) && !balances(site, host)) {
      acts.add(new RetireBalancer(host, left));
    }
    return acts;
  }

  /** What holds by the facts alone. Before there is a cluster, its birth publishes the endpoint. */
  public static Set<Milestone> holding(Site site, Facts facts) {
    boolean outdated =
        publishing(site, facts)
            .map(host -> facts.get(host.name(), PublishedEndpoint.probe(host)))
            .filter(published -> !published.isOf(site))
            .isPresent();
    return outdated ? Set.of() : Set.of(new Milestones.EndpointPublished());
  }

  private static boolean balances(Site site, Host host) {
    return site.kubernetes().endpoint().provider() == Endpoint.Provider.HAPROXY
        && EndpointAddress.candidates(site).contains(host);
  }

  /** The new endpoint's hosts are at work, and every API server's certificate bears its name. */
  private static Set<Milestone> served(Site site, Facts facts) {
    Set<Milestone> served = new HashSet<>();
    EndpointAddress.candidates(site).stream()
        .filter(host -> facts.knows(host.name()))
        .forEach(host -> served.add(new Milestones.EndpointWatched(host.name())));
    site.controlPlanes().stream()
        .filter(host -> facts.knows(host.name()))
        .forEach(host -> served.add(new Milestones.CertificatesPlaced(host.name())));
    return served;
  }

  /** A control plane that tells what the cluster publishes. */
  private static Optional<Host> publishing(Site site, Facts facts) {
    return site.controlPlanes().stream()
        .filter(host -> facts.knows(host.name()))
        .filter(host -> facts.get(host.name(), ControlPlanes.view(site, host)).answers())
        .filter(host -> facts.get(host.name(), PublishedEndpoint.probe(host)).isKnown())
        .findFirst();
  }

  private static List<Host> members(Site site, Facts facts) {
    return site.nodes().stream()
        .filter(host -> facts.knows(host.name()))
        .filter(host -> facts.get(host.name(), KubeadmRun.PROBE) == KubeadmRun.DONE)
        .toList();
  }
}
