package dev.daruma.cluster.node;

import dev.daruma.cluster.controlplane.ControlPlanes;
import dev.daruma.cluster.controlplane.EtcdMembers;
import dev.daruma.cluster.facts.ClusterView;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.node.Departure.Reason;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Runtime;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.host.Target;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which nodes and etcd members the cluster has and should not: those that are not in the site file,
 * and those whose host is blank. Only what daruma has marked as its own counts; a node that
 * somebody else has joined is left alone. Pure.
 */
public final class Departures {
  private Departures() {}

  /** What an apply finds; empty while no control plane answers. */
  public static List<Departure> of(Site site, Facts facts) {
    SortedMap<HostName, Departure> departures = new TreeMap<>();
    nodes(site, facts)
        .forEach(
            (name, node) -> {
              if (!isInFile(site, name) && node.owned().isPresent()) {
                stranger(site, facts, name, node.address())
                    .ifPresent(
                        host ->
                            departures.put(name, departure(site, facts, host, Reason.NOT_IN_FILE)));
              }
            });
    for (EtcdMembers.Member member : members(site, facts)) {
      if (HostName.isValid(member.name())
          && site.hosts().stream().noneMatch(host -> isOf(member, host))
          && !isInFile(site, new HostName(member.name()))) {
        HostName name = new HostName(member.name());
        if (!departures.containsKey(name)) {
          stranger(site, facts, name, address(member))
              .ifPresent(
                  host -> departures.put(name, departure(site, facts, host, Reason.NOT_IN_FILE)));
        }
      }
    }
    for (Host host : site.nodes()) {
      if (facts.knows(host.name())) {
        inFile(site, facts, host).ifPresent(each -> departures.put(host.name(), each));
      }
    }
    return List.copyOf(departures.values());
  }

  private static Optional<Departure> inFile(Site site, Facts facts, Host host) {
    Departure blank = departure(site, facts, host, Reason.BLANK);
    KubeadmRun run = facts.get(host.name(), KubeadmRun.PROBE);
    if (run == KubeadmRun.NONE && (blank.node() || blank.member())) {
      return Optional.of(blank);
    }
    // While nobody tells who etcd's members are, nobody knows who is a control plane.
    if (run != KubeadmRun.DONE || members(site, facts).isEmpty()) {
      return Optional.empty();
    }
    if (!blank.node() && !blank.member()) {
      return Optional.of(departure(site, facts, host, Reason.UNKNOWN));
    }
    boolean was =
        blank.member()
            || Optional.ofNullable(nodes(site, facts).get(host.name()))
                .map(ClusterView.Node::isControlPlane)
                .orElse(false);
    return was == host.is(Role.CONTROL_PLANE)
        ? Optional.empty()
        : Optional.of(departure(site, facts, as(host, was), Reason.CHANGES_ROLE));
  }

  /** The host as it is now, whatever it shall be. */
  private static Host as(Host host, boolean controlPlane) {
    return new Host(
        host.name(),
        host.address(),
        Set.of(controlPlane ? Role.CONTROL_PLANE : Role.WORKER),
        host.labels(),
        host.taints(),
        host.runtime(),
        host.target());
  }

  /**
   * The host of that name that is to leave because somebody says so; empty when nobody knows it.
   */
  public static Optional<Departure> named(Site site, Facts facts, HostName name) {
    Optional<Departure> found =
        of(site, facts).stream().filter(each -> each.host().name().equals(name)).findFirst();
    return found.isPresent() || !isInFile(site, name)
        ? found
        : Optional.of(departure(site, facts, site.host(name), Reason.ASKED));
  }

  private static Departure departure(Site site, Facts facts, Host host, Reason reason) {
    Optional<ClusterView.Node> node = Optional.ofNullable(nodes(site, facts).get(host.name()));
    return new Departure(
        host,
        reason,
        node.isPresent(),
        node.map(ClusterView.Node::ready).orElse(false),
        members(site, facts).stream().anyMatch(member -> isOf(member, host)),
        reason != Reason.BLANK && facts.knows(host.name()));
  }

  /** A host that the file does not know, as far as the cluster does. */
  private static Optional<Host> stranger(
      Site site, Facts facts, HostName name, Optional<String> address) {
    boolean controlPlane =
        Optional.ofNullable(nodes(site, facts).get(name))
                .map(ClusterView.Node::isControlPlane)
                .orElse(false)
            || members(site, facts).stream().anyMatch(member -> member.name().equals(name.value()));
    return address
        .filter(text -> text.matches("\\d{1,3}(\\.\\d{1,3}){3}"))
        .map(
            text -> {
              Target like = site.hosts().getFirst().target();
              return new Host(
                  name,
                  Inet4Address.ofLiteral(text),
                  Set.of(controlPlane ? Role.CONTROL_PLANE : Role.WORKER),
                  new TreeMap<>(),
                  List.of(),
                  // Whatever it has: reset finds out.
                  new Runtime.OfHost(Runtime.Kind.CONTAINERD, Optional.empty()),
                  new Target(
                      name,
                      text,
                      like.port(),
                      like.user(),
                      like.identities(),
                      like.hostKeys(),
                      like.jump(),
                      like.become(),
                      like.connectTimeout()));
            });
  }

  private static boolean isInFile(Site site, HostName name) {
    return site.hosts().stream().anyMatch(host -> host.name().equals(name));
  }

  private static Map<HostName, ClusterView.Node> nodes(Site site, Facts facts) {
    return ControlPlanes.cluster(site, facts)
        .<Map<HostName, ClusterView.Node>>map(ClusterView::nodes)
        .orElse(Map.of());
  }

  private static List<EtcdMembers.Member> members(Site site, Facts facts) {
    List<EtcdMembers.Member> members = new ArrayList<>();
    for (Host host : site.controlPlanes()) {
      if (members.isEmpty()
          && facts.knows(host.name())
          && facts.get(host.name(), ControlPlanes.view(site, host)).answers()) {
        members.addAll(facts.get(host.name(), EtcdMembers.probe()));
      }
    }
    return members;
  }

  private static boolean isOf(EtcdMembers.Member member, Host host) {
    return member.peerUrls().contains("https://" + host.address().getHostAddress() + ":2380");
  }

  private static Optional<String> address(EtcdMembers.Member member) {
    return member.peerUrls().stream()
        .map(url -> url.replaceFirst("^https://(.*):2380$", "$1"))
        .findFirst();
  }
}
