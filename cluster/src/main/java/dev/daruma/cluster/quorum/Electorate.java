package dev.daruma.cluster.quorum;

import dev.daruma.cluster.controlplane.ControlPlanes;
import dev.daruma.cluster.controlplane.EtcdMembers;
import dev.daruma.cluster.facts.ClusterView;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The control planes and etcd members that the cluster has, and which of them are well.
 *
 * @param seats by host; a member that no host of the site has is under the name etcd knows it by
 * @param balancers hosts of role load-balancer, and whether they do their work
 */
public record Electorate(SortedMap<HostName, Seat> seats, SortedMap<HostName, Boolean> balancers) {
  private static final Probe<Boolean> BALANCES =
      Probe.of(
          "balances",
          Fragment.script("systemctl -q is-active keepalived && systemctl -q is-active haproxy"),
          Output::succeeded);

  /**
   * A host's part.
   *
   * @param controlPlane whether it serves the API
   * @param member whether etcd counts it
   * @param well whether its API server is ready, which asks its etcd, too
   */
  public record Seat(boolean controlPlane, boolean member, boolean well) {}

  public Electorate {
    seats = Collections.unmodifiableSortedMap(new TreeMap<>(seats));
    balancers = Collections.unmodifiableSortedMap(new TreeMap<>(balancers));
  }

  /** Of a site without load-balancers of their own. */
  public Electorate(SortedMap<HostName, Seat> seats) {
    this(seats, new TreeMap<>());
  }

  /** What must have been read from the host for its part to be told. */
  public static List<Probe<?>> probes(Site site, Host host) {
    List<Probe<?>> probes = new ArrayList<>();
    // Of workers, too: one that was a control plane until the file was edited still votes.
    probes.add(KubeadmRun.PROBE);
    probes.add(ControlPlanes.view(site, host));
    probes.add(EtcdMembers.probe());
    if (host.is(Role.LOAD_BALANCER)) {
      probes.add(BALANCES);
    }
    return probes;
  }

  /**
   * Who votes. By the members as the first control plane knows them that is well; where none is, by
   * the site file: then every control plane counts that may have data, and none is well.
   */
  public static Electorate of(Site site, Facts facts) {
    List<EtcdMembers.Member> members = members(site, facts);
    SortedMap<HostName, Seat> seats = new TreeMap<>();
    for (Host host : site.controlPlanes()) {
      boolean well =
          facts.knows(host.name())
              && facts.get(host.name(), ControlPlanes.view(site, host)).answers();
      boolean member =
          members.isEmpty()
              ? mayHoldData(facts, host)
              : members.stream().anyMatch(each -> isOf(each, host));
      if (member || well) {
        seats.put(host.name(), new Seat(true, member, well));
      }
    }
    members.stream()
        .filter(member -> site.controlPlanes().stream().noneMatch(host -> isOf(member, host)))
        .forEach(member -> seats.put(name(member), departing(site, facts, name(member))));
    SortedMap<HostName, Boolean> balancers = new TreeMap<>();
    for (Host host : site.loadBalancers()) {
      balancers.put(host.name(), facts.knows(host.name()) && facts.get(host.name(), BALANCES));
    }
    return new Electorate(seats, balancers);
  }

  /** A member on a host that the file does not know as a control plane any more. */
  private static Seat departing(Site site, Facts facts, HostName name) {
    boolean ready =
        ControlPlanes.cluster(site, facts)
            .map(ClusterView::nodes)
            .map(nodes -> nodes.get(name))
            .map(ClusterView.Node::ready)
            .orElse(false);
    return new Seat(true, true, ready);
  }

  private static List<EtcdMembers.Member> members(Site site, Facts facts) {
    return site.controlPlanes().stream()
        .filter(host -> facts.knows(host.name()))
        .filter(host -> facts.get(host.name(), ControlPlanes.view(site, host)).answers())
        .map(host -> facts.get(host.name(), EtcdMembers.probe()))
        .filter(members -> !members.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private static boolean mayHoldData(Facts facts, Host host) {
    return !facts.knows(host.name()) || facts.get(host.name(), KubeadmRun.PROBE) == KubeadmRun.DONE;
  }

  private static boolean isOf(EtcdMembers.Member member, Host host) {
    return member.peerUrls().contains("https://" + host.address().getHostAddress() + ":2380");
  }

  /** A member that has never started has no name yet; its address tells it as well. */
  private static HostName name(EtcdMembers.Member member) {
    return HostName.isValid(member.name())
        ? new HostName(member.name())
        : new HostName("member-" + member.id());
  }

  /** How many members etcd has. */
  int members() {
    return count(Seat::member);
  }

  /** How many of them are well. */
  int wellMembers() {
    return count(seat -> seat.member() && seat.well());
  }

  /** How many API servers are ready. */
  int readyControlPlanes() {
    return count(seat -> seat.controlPlane() && seat.well());
  }

  private int count(java.util.function.Predicate<Seat> chosen) {
    return (int) seats.values().stream().filter(chosen).count();
  }

  /** Those that are away or not well. */
  List<HostName> sick() {
    return seats.entrySet().stream()
        .filter(seat -> !seat.getValue().well())
        .map(java.util.Map.Entry::getKey)
        .toList();
  }

  boolean isBalancer(HostName host) {
    return balancers.containsKey(host);
  }

  /** Whether the host is a load-balancer that does its work. */
  boolean balances(HostName host) {
    return balancers.getOrDefault(host, false);
  }

  boolean isMember(HostName host) {
    Seat seat = seats.get(host);
    return seat != null && seat.member();
  }

  /** Whether the host is a control plane whose API server is ready. */
  public boolean isWell(HostName host) {
    Seat seat = seats.get(host);
    return seat != null && seat.well();
  }
}
