package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.endpoint.HaproxyConf;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.resource.HostFile;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Load balancers ask API servers whether they are ready, and trust the cluster's authority alone.
 */
public final class BalancerTrust {
  private BalancerTrust() {}

  public static List<Probe<?>> probes(Host host) {
    return host.is(Role.LOAD_BALANCER)
        ? List.of(HostFile.reading(HaproxyConf.AUTHORITY))
        : List.of();
  }

  public static List<Act> of(Site site, AuthorityStore store, Facts facts) {
    return site.loadBalancers().stream()
        .filter(host -> facts.knows(host.name()))
        .filter(host -> !trusts(site, host, facts))
        .<Act>map(host -> new TrustCluster(site, host, store, ControlPlaneKeys.holder(site, facts)))
        .toList();
  }

  /** What holds by the facts alone. */
  public static Set<Milestone> holding(Site site, Facts facts) {
    Set<Milestone> holding = new HashSet<>();
    for (Host host : site.loadBalancers()) {
      if (facts.knows(host.name()) && trusts(site, host, facts)) {
        holding.add(new Milestones.CertificatesPlaced(host.name()));
      }
    }
    return holding;
  }

  /** Where no control plane tells what the authority is, a cluster is yet to be born. */
  private static boolean trusts(Site site, Host host, Facts facts) {
    Optional<String> authority =
        ControlPlaneKeys.holder(site, facts)
            .map(holder -> facts.get(holder, PresentCertificates.PROBE))
            .flatMap(present -> Optional.ofNullable(present.certificates().get("ca.crt")));
    Optional<String> trusted =
        facts
            .get(host.name(), HostFile.reading(HaproxyConf.AUTHORITY))
            .flatMap(HostFile.Present::text);
    return authority.isPresent() && trusted.map(String::strip).equals(authority.map(String::strip));
  }
}
