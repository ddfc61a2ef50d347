package dev.daruma.cluster.network.manifest;

import dev.daruma.cluster.controlplane.ControlPlanes;
import dev.daruma.cluster.facts.ClusterView;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.Milestone;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Pods connected by a plugin that comes by a manifest: its objects, and its part on every node. */
public final class ManifestNetwork {
  private ManifestNetwork() {}

  public static List<Act> of(Site site, PluginSettings settings, Facts facts) {
    PluginObjects objects = objects(settings);
    boolean applied = isApplied(site, objects, facts);
    List<Act> acts = new ArrayList<>();
    if (!applied) {
      // Any control plane does; one that is known can be within the limits of the run.
      Host on = known(site, facts).findFirst().orElseGet(() -> site.controlPlanes().getFirst());
      acts.add(new ApplyNetwork(site, on, settings, objects));
    }
    for (Host host : site.nodes()) {
      if (facts.knows(host.name())) {
        if (settings.reflects(host) != isReflecting(site, host, facts)) {
          acts.add(new ReflectRoutes(site, host, settings.reflects(host)));
        }
        if (!(applied && isConnected(site, host, facts))) {
          acts.add(
              new AwaitNetwork(
                  site,
                  host,
                  settings.name(),
                  objects,
                  isMember(host, facts) ? Optional.of(objects.template()) : Optional.empty()));
        }
      }
    }
    return acts;
  }

  /** What holds by the facts alone. */
  public static Set<Milestone> holding(Site site, PluginSettings settings, Facts facts) {
    Set<Milestone> holding = new HashSet<>();
    if (applied(site, facts).anyMatch(network -> network.plugin().isPresent())) {
      holding.add(new NetworkPresent());
    }
    if (isApplied(site, objects(settings), facts)) {
      holding.add(new NetworkApplied());
      site.nodes().stream()
          .filter(host -> facts.knows(host.name()) && isConnected(site, host, facts))
          .forEach(host -> holding.add(new Milestones.PodsConnected(host.name())));
    }
    return holding;
  }

  private static PluginObjects objects(PluginSettings settings) {
    return PluginObjects.of(
        PluginManifest.read(settings.plugin(), settings.wanted().text()), settings);
  }

  private static Stream<Host> known(Site site, Facts facts) {
    return site.controlPlanes().stream().filter(host -> facts.knows(host.name()));
  }

  private static Stream<AppliedNetwork> applied(Site site, Facts facts) {
    return known(site, facts).map(host -> facts.get(host.name(), AppliedNetwork.probe(host)));
  }

  private static boolean isApplied(Site site, PluginObjects objects, Facts facts) {
    return applied(site, facts)
        .anyMatch(network -> network.identity().equals(Optional.of(objects.identity())));
  }

  private static boolean isMember(Host host, Facts facts) {
    return facts.get(host.name(), KubeadmRun.PROBE) == KubeadmRun.DONE;
  }

  /** A node is ready only once its part of the network is configured. */
  private static boolean isConnected(Site site, Host host, Facts facts) {
    return isMember(host, facts)
        && node(site, host, facts).map(ClusterView.Node::ready).orElse(false);
  }

  private static boolean isReflecting(Site site, Host host, Facts facts) {
    return isMember(host, facts)
        && node(site, host, facts)
            .map(node -> node.labels().containsKey(CalicoSettings.REFLECTOR))
            .orElse(false);
  }

  private static Optional<ClusterView.Node> node(Site site, Host host, Facts facts) {
    return ControlPlanes.cluster(site, facts)
        .map(ClusterView::nodes)
        .flatMap(nodes -> Optional.ofNullable(nodes.get(host.name())));
  }
}
