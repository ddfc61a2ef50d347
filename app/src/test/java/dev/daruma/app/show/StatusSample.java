package dev.daruma.app.show;

import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.file.Operator;
import dev.daruma.cluster.site.file.SiteFile;
import dev.daruma.cluster.status.Drift;
import dev.daruma.cluster.status.EtcdState;
import dev.daruma.cluster.status.EtcdState.Member;
import dev.daruma.cluster.status.Expiry;
import dev.daruma.cluster.status.HostState;
import dev.daruma.cluster.status.NodeState;
import dev.daruma.cluster.status.SiteStatus;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Five hosts and what may be the matter with them. */
record StatusSample(Site site) {
  private static final Instant NOW = Instant.parse("2026-11-24T11:15:02Z");
  private static final Instant BORN = NOW.minus(Duration.ofDays(7));

  /** What may be the matter. */
  enum Case {
    WHOLE,
    DEAD_HOST,
    DRIFT,
    TWO_HOLDERS,
    NO_LEADER,
    BARE;

    String file() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static StatusSample in(Path folder) throws IOException {
    Path file = folder.resolve("site.yaml");
    Files.writeString(
        file,
        """
        apiVersion: daruma.dev/v1alpha1
        kind: Site
        name: neko
        ssh: {user: ubuntu}
        hosts:
          master01: {address: 192.168.3.11, roles: [control-plane]}
          master02: {address: 192.168.3.12, roles: [control-plane]}
          master03: {address: 192.168.3.13, roles: [control-plane, worker]}
          node01: {address: 192.168.3.21, roles: [worker]}
          node02: {address: 192.168.3.22, roles: [worker]}
        kubernetes: {version: 1.20.2, endpoint: 192.168.3.10}
        """);
    return new StatusSample(
        SiteFile.read(file, new Operator("tester", folder, Map.of())).site().orElseThrow());
  }

  SiteStatus status(Case each) {
    return switch (each) {
      case WHOLE -> new SiteStatus(site, NOW, hosts("master02", Set.of()), etcd(""), NONE);
      case DEAD_HOST ->
          new SiteStatus(site, NOW, hosts("master02", Set.of("master03")), etcd("master03"), NONE);
      case DRIFT ->
          new SiteStatus(
              site,
              NOW,
              hosts("master02", Set.of()),
              etcd(""),
              new Drift.Changes(
                  new TreeMap<>(Map.of(new HostName("master01"), 1, new HostName("node02"), 12))));
      case TWO_HOLDERS ->
          new SiteStatus(site, NOW, hosts("master01 master02", Set.of()), etcd(""), NONE);
      case NO_LEADER -> new SiteStatus(site, NOW, hosts("", Set.of()), noLeader(), NONE);
      case BARE ->
          new SiteStatus(
              site,
              NOW,
              site.hosts().stream().map(StatusSample::bare).toList(),
              Optional.empty(),
              new Drift.Unknown("there is no file /home/operator/bundles/kubernetes-1.20.2.tar"));
    };
  }

  private static final Drift NONE = new Drift.Changes(new TreeMap<>());

  private List<HostState> hosts(String holders, Set<String> dead) {
    List<HostState> hosts = new ArrayList<>();
    for (Host host : site.hosts()) {
      String name = host.name().value();
      hosts.add(
          dead.contains(name)
              ? dead(host)
              : living(host, List.of(holders.split(" ")).contains(name)));
    }
    return hosts;
  }

  private static HostState living(Host host, boolean holds) {
    boolean controlPlane = host.is(Role.CONTROL_PLANE);
    return new HostState(
        host,
        Optional.empty(),
        Optional.of(
            new NodeState(
                true,
                host.name().value().equals("node01"),
                "kubelet is posting ready status",
                "v1.20.2",
                "containerd://1.6.20~ds1")),
        controlPlane ? Optional.of(true) : Optional.empty(),
        holds,
        Optional.of(
            new Expiry(
                controlPlane ? "pki/apiserver.crt" : "kubelet-client-current.pem",
                BORN,
                BORN.plus(Duration.ofDays(365)))),
        controlPlane
            ? Optional.of(new Expiry("pki/ca.crt", BORN, BORN.plus(Duration.ofDays(3650))))
            : Optional.empty(),
        List.of());
  }

  private static HostState dead(Host host) {
    return new HostState(
        host,
        Optional.of(
            Problem.of(
                Problem.Code.UNREACHABLE,
                host.name(),
                "connect to " + host.address().getHostAddress() + ":22",
                "no answer within 10 s: the host may be off, or a firewall drops what is sent to it",
                "see that it is on")),
        Optional.of(
            new NodeState(
                false,
                false,
                "Kubelet stopped posting node status.",
                "v1.20.2",
                "containerd://1.6.20~ds1")),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static HostState bare(Host host) {
    return new HostState(
        host,
        Optional.empty(),
        Optional.empty(),
        host.is(Role.CONTROL_PLANE) ? Optional.of(false) : Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private Optional<EtcdState> etcd(String silent) {
    List<Member> members = new ArrayList<>();
    for (Host host : site.controlPlanes()) {
      boolean answers = !host.name().value().equals(silent);
      members.add(
          new Member(
              host.name().value(),
              true,
              answers,
              host.name().value().equals("master01"),
              answers ? Optional.of(2_289_664L) : Optional.empty(),
              List.of()));
    }
    return Optional.of(new EtcdState(members, 3));
  }

  private Optional<EtcdState> noLeader() {
    return Optional.of(
        new EtcdState(
            site.controlPlanes().stream()
                .map(
                    host ->
                        new Member(
                            host.name().value(),
                            true,
                            false,
                            false,
                            Optional.of(2_289_664L),
                            List.of("etcdserver: no leader")))
                .toList(),
            3));
  }
}
