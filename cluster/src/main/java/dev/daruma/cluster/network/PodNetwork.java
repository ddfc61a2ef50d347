package dev.daruma.cluster.network;

import dev.daruma.cluster.controlplane.ControlPlanes;
import dev.daruma.cluster.facts.ClusterView;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.network.manifest.AppliedNetwork;
import dev.daruma.cluster.network.manifest.ManifestNetwork;
import dev.daruma.cluster.network.manifest.PluginSettings;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Cidr;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Network.Plugin;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.resource.HostFile;
import dev.daruma.engine.resource.Resource;
import dev.daruma.engine.resource.Unit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Pods on a bridge of their host, and routes between the hosts by BIRD; or a plugin by its
 * manifest; or what the operator brings.
 */
public final class PodNetwork {
  private PodNetwork() {}

  /**
   * @param podCidr the node's own range, such as {@code 10.244.3.0/24}
   */
  public static List<Resource> resources(Site site, Host host, String podCidr) {
    return switch (site.kubernetes().network().plugin()) {
      case ROUTED -> routed(site, host, podCidr);
      // It brings its own to every node.
      case CALICO, FLANNEL, CILIUM, NONE -> List.of();
    };
  }

  private static List<Resource> routed(Site site, Host host, String podCidr) {
    Cidr pods = site.kubernetes().podCidr();
    Cidr own = Cidr.parse(podCidr).orElseThrow();
    List<BirdConf.Peer> peers =
        site.nodes().stream()
            .filter(other -> !other.equals(host))
            .map(other -> new BirdConf.Peer(other.name(), other.address()))
            .toList();
    List<Cidr> known =
        site.nodes().stream().map(other -> Cidr.around(other.address(), Integer.SIZE)).toList();
    HostFile bird =
        HostFile.of(
            "/etc/bird/bird.conf",
            new BirdConf(
                    host.address(),
                    site.kubernetes().network().autonomousSystem(),
                    pods,
                    Optional.of(own),
                    site.kubernetes().serviceCidr(),
                    peers,
                    site.kubernetes().network().peers())
                .text());
    HostFile masquerade =
        HostFile.of(
            "/etc/systemd/system/" + PodMasqueradeUnit.NAME,
            new PodMasqueradeUnit(pods, known).text());
    return List.of(
        bird,
        masquerade,
        Unit.reloading("bird.service", List.of(bird)),
        Unit.reloading(PodMasqueradeUnit.NAME, List.of(masquerade)),
        // Last: with it the node becomes Ready, and pods may come.
        HostFile.of("/etc/cni/net.d/10-daruma.conflist", new CniConflist(own).text()));
  }

  /** What a host gets, and what is told to the cluster, by the plugin of the site. */
  public static List<Act> of(Site site, Facts facts) {
    return switch (site.kubernetes().network().plugin()) {
      case ROUTED -> routed(site, facts);
      case CALICO, FLANNEL, CILIUM ->
          ManifestNetwork.of(site, PluginSettings.of(site).orElseThrow(), facts);
      case NONE -> List.of();
    };
  }

  /** What holds by the facts alone; of routed hosts, acts without changes say it. */
  public static Set<Milestone> holding(Site site, Facts facts) {
    return switch (site.kubernetes().network().plugin()) {
      case ROUTED -> Set.of();
      case CALICO, FLANNEL, CILIUM ->
          ManifestNetwork.holding(site, PluginSettings.of(site).orElseThrow(), facts);
      // Nothing of daruma's waits for what the operator does.
      case NONE ->
          site.nodes().stream()
              .<Milestone>map(host -> new Milestones.PodsConnected(host.name()))
              .collect(Collectors.toSet());
    };
  }

  /** What is read of a host for the network's sake, beside what its resources want read. */
  public static List<Probe<?>> probes(Site site, Host host) {
    List<Probe<?>> probes = new ArrayList<>();
    if (host.isNode()) {
      probes.add(PresentNetworks.PROBE);
    }
    if (host.is(Role.CONTROL_PLANE)) {
      probes.add(AppliedNetwork.probe(host));
    }
    return probes;
  }

  /** Nodes whose pods another plugin connects: that is not exchanged on a living cluster. */
  public static List<Problem> problems(Site site, Host host, Facts facts) {
    Plugin wanted = site.kubernetes().network().plugin();
    if (!host.isNode() || facts.get(host.name(), KubeadmRun.PROBE) != KubeadmRun.DONE) {
      return List.of();
    }
    Set<Plugin> present = EnumSet.noneOf(Plugin.class);
    present.addAll(facts.get(host.name(), PresentNetworks.PROBE).plugins());
    if (host.is(Role.CONTROL_PLANE)) {
      AppliedNetwork applied = facts.get(host.name(), AppliedNetwork.probe(host));
      applied.plugin().ifPresent(present::add);
      Optional<Problem> other = otherShape(site, host, applied);
      if (other.isPresent()) {
        return List.of(other.get());
      }
    }
    if (wanted == Plugin.NONE) {
      // The others may be what the operator has installed.
      present.retainAll(Set.of(Plugin.ROUTED));
    }
    return present.stream()
        .filter(plugin -> plugin != wanted)
        .map(
            plugin ->
                Problem.of(
                    Problem.Code.CONFLICT,
                    host.name(),
                    "preflight",
                    "its pods are connected by %s, and the site file wants %s"
                        .formatted(plugin, wanted),
                    "set kubernetes.network.plugin to %s: the network of a living cluster is not exchanged; daruma reset takes the cluster down, apply builds it anew"
                        .formatted(plugin)))
        .toList();
  }

  /** Pods have addresses, and a plugin keeps what it was told when it had none to give. */
  private static Optional<Problem> otherShape(Site site, Host host, AppliedNetwork applied) {
    return PluginSettings.of(site)
        .filter(settings -> applied.plugin().equals(Optional.of(settings.plugin())))
        .flatMap(
            settings ->
                applied
                    .shape()
                    .filter(shape -> !shape.equals(settings.shape()))
                    .map(
                        shape ->
                            Problem.of(
                                Problem.Code.CONFLICT,
                                host.name(),
                                "preflight",
                                "its cluster's pods are connected by %s so: %s, and the site file wants %s"
                                    .formatted(settings.name(), shape, settings.shape()),
                                "set mode and podCidr back: they are not exchanged on a living cluster; daruma reset takes it down, apply builds it anew")));
  }

  private static List<Act> routed(Site site, Facts facts) {
    Map<HostName, ClusterView.Node> nodes =
        ControlPlanes.cluster(site, facts)
            .map(ClusterView::nodes)
            .map(Map::copyOf)
            .orElse(Map.of());
    return site.nodes().stream()
        .filter(host -> facts.knows(host.name()))
        .map(
            host ->
                Optional.ofNullable(nodes.get(host.name()))
                    // A node that is to join anew will be given another range.
                    .filter(node -> facts.get(host.name(), KubeadmRun.PROBE) == KubeadmRun.DONE)
                    .flatMap(ClusterView.Node::podCidr)
                    .<Act>map(podCidr -> change(site, host, podCidr, facts))
                    .orElseGet(() -> new ConnectPods(site, host)))
        .toList();
  }

  private static HostChange change(Site site, Host host, String podCidr, Facts facts) {
    return HostChange.of(
        host.name(),
        ClusterRoom.NETWORK,
        "connect pods",
        resources(site, host, podCidr),
        facts.of(host.name()),
        Set.of(
            new Milestones.NodeJoined(host.name()), new Milestones.PackagesInstalled(host.name())),
        Set.of(new Milestones.PodsConnected(host.name())));
  }
}
