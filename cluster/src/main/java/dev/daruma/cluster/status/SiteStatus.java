package dev.daruma.cluster.status;

import dev.daruma.cluster.controlplane.EtcdMembers;
import dev.daruma.cluster.endpoint.EndpointAddress;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Probe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A site at a moment, as far as its hosts answered.
 *
 * @param hosts in the order of the site file
 * @param etcd empty where there is no cluster yet
 */
public record SiteStatus(
    Site site, Instant at, List<HostState> hosts, Optional<EtcdState> etcd, Drift drift) {
  public SiteStatus {
    hosts = List.copyOf(hosts);
  }

  /** What is asked of a host beside what a plan asks. */
  public static List<Probe<?>> probes(Site site, Host host) {
    List<Probe<?>> probes = new ArrayList<>();
    probes.add(CertificateReport.PROBE);
    if (host.is(Role.CONTROL_PLANE)) {
      probes.add(NodeReport.probe(site, host));
      probes.add(EtcdReport.PROBE);
    }
    if (mayHold(site, host)) {
      probes.add(holding(site));
    }
    return probes;
  }

  /** Load balancers of their own, where there are any; nobody where the endpoint is external. */
  private static boolean mayHold(Site site, Host host) {
    return EndpointAddress.candidates(site).contains(host);
  }

  private static Probe<Boolean> holding(Site site) {
    return Probe.of(
        "endpoint's address", EndpointAddress.isHere(site), output -> output.succeeded());
  }

  public static SiteStatus of(Site site, Facts facts, Drift drift, Instant now) {
    Map<HostName, NodeState> nodes = nodes(site, facts);
    List<HostState> hosts =
        site.hosts().stream().map(host -> host(site, host, facts, nodes)).toList();
    return new SiteStatus(site, now, hosts, etcd(site, facts), drift);
  }

  /** As the first control plane whose API server is ready tells them. */
  private static Map<HostName, NodeState> nodes(Site site, Facts facts) {
    return site.controlPlanes().stream()
        .filter(host -> facts.knows(host.name()))
        .map(host -> facts.get(host.name(), NodeReport.probe(site, host)))
        .filter(NodeReport::answers)
        .findFirst()
        .map(NodeReport::nodes)
        .orElseGet(TreeMap::new);
  }

  private static HostState host(Site site, Host host, Facts facts, Map<HostName, NodeState> nodes) {
    Optional<NodeState> node = Optional.ofNullable(nodes.get(host.name()));
    if (!facts.knows(host.name())) {
      return new HostState(
          host,
          Optional.ofNullable(facts.unread().get(host.name())),
          node,
          Optional.empty(),
          false,
          Optional.empty(),
          Optional.empty(),
          List.of());
    }
    CertificateReport certificates = facts.get(host.name(), CertificateReport.PROBE);
    boolean controlPlane = host.is(Role.CONTROL_PLANE);
    return new HostState(
        host,
        Optional.empty(),
        node,
        controlPlane
            ? Optional.of(facts.get(host.name(), NodeReport.probe(site, host)).answers())
            : Optional.empty(),
        mayHold(site, host) && facts.get(host.name(), holding(site)),
        certificates.shortest(),
        certificates.shortestAuthority(),
        certificates.unreadable());
  }

  private static Optional<EtcdState> etcd(Site site, Facts facts) {
    Map<HostName, EtcdReport> reports = new TreeMap<>();
    site.controlPlanes().stream()
        .map(Host::name)
        .filter(facts::knows)
        .forEach(host -> reports.put(host, facts.get(host, EtcdReport.PROBE)));
    List<EtcdMembers.Member> known =
        reports.values().stream()
            .map(EtcdReport::members)
            .max(Comparator.comparingInt(List::size))
            .orElse(List.of());
    boolean any =
        !known.isEmpty() || reports.values().stream().anyMatch(each -> !each.member().isEmpty());
    return any
        ? Optional.of(
            new EtcdState(EtcdGathering.members(site, reports, known), site.controlPlanes().size()))
        : Optional.empty();
  }

  /** Who has the endpoint's address; one host, if all is well. */
  public List<HostName> holders() {
    return hosts.stream()
        .filter(HostState::holdsEndpoint)
        .map(state -> state.host().name())
        .toList();
  }

  /** What ends first of the cluster's authorities. */
  public Optional<Expiry> authorityExpiry() {
    return hosts.stream()
        .flatMap(host -> host.authorityExpiry().stream())
        .min(Comparator.comparing(Expiry::end));
  }

  /** What is not well, each in a few words; empty when all is well. */
  public List<String> concerns() {
    return Concerns.of(this);
  }
}
