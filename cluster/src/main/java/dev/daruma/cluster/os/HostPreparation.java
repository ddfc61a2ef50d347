package dev.daruma.cluster.os;

import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.HostChange;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Names, kernel modules and settings, swap: what Kubernetes asks of a host before anything else.
 */
public final class HostPreparation {
  /**
   * Source: Kubernetes documentation, "container runtimes", forwarding IPv4 and letting iptables
   * see bridged traffic.
   */
  private static final List<String> MODULES = List.of("br_netfilter", "overlay");

  private static final Map<String, String> SETTINGS =
      new TreeMap<>(
          Map.of(
              "net.ipv4.ip_forward", "1",
              "net.bridge.bridge-nf-call-iptables", "1",
              "net.bridge.bridge-nf-call-ip6tables", "1",
              // A balancer may bind the endpoint's address on a host that does not hold it.
              "net.ipv4.ip_nonlocal_bind", "1"));

  private HostPreparation() {}

  public static List<Act> of(Site site, Facts facts) {
    return site.nodes().stream()
        .filter(host -> facts.knows(host.name()))
        .<Act>map(
            host ->
                HostChange.of(
                    host.name(),
                    "prepare host",
                    resources(site, host, facts.of(host.name())),
                    facts.of(host.name()),
                    Set.of(),
                    Set.of(new Milestones.Prepared(host.name()))))
        .toList();
  }
}
