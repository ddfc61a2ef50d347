package dev.daruma.cluster.network.manifest;

import dev.daruma.cluster.site.Cidr;
import dev.daruma.cluster.site.Network;
import dev.daruma.cluster.site.NetworkManifest;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a site wants of the manifest that Cilium's Helm chart makes, since Cilium 1.14. Sources:
 * Cilium's documentation, "Routing", "IP Address Management: Kubernetes Host Scope", and the
 * upgrade notes of 1.14, by which {@code tunnel} became {@code routing-mode} and {@code
 * tunnel-protocol}.
 *
 * @param pods addresses of all pods
 */
record CiliumSettings(NetworkManifest wanted, Cidr pods) implements PluginSettings {
  private static final String DAEMON_SET = "cilium";
  private static final String CONTAINER = "cilium-agent";
  private static final String CONFIGURATION = "cilium-config";
  private static final String ROUTING = "routing-mode";
  private static final String TUNNEL = "tunnel-protocol";
  private static final String DIRECT_ROUTES = "auto-direct-node-routes";
  private static final String NATIVE = "ipv4-native-routing-cidr";

  /**
   * @throws IllegalArgumentException for any other manifest than Cilium's, and for those before
   *     1.14
   */
  static void accept(PluginManifest manifest) {
    if (!manifest.get("ConfigMap", CONFIGURATION).path("data").path(ROUTING).isString()) {
      throw new IllegalArgumentException(
          "its ConfigMap %s has no %s, as those of Cilium 1.14 and later"
              .formatted(CONFIGURATION, ROUTING));
    }
    ObjectNode _ = manifest.container(DAEMON_SET, CONTAINER);
  }

  @Override
  public Network.Plugin plugin() {
    return Network.Plugin.CILIUM;
  }

  @Override
  public String name() {
    return "Cilium";
  }

  @Override
  public String daemonSet() {
    return DAEMON_SET;
  }

  @Override
  public String container() {
    return CONTAINER;
  }

  @Override
  public List<ObjectNode> change(PluginManifest official) {
    PluginManifest manifest = official.copy();
    ObjectNode data = PluginManifest.within(manifest.get("ConfigMap", CONFIGURATION), "data");
    // Each node's pods out of the range that Kubernetes gives it, as with every other plugin.
    data.put("ipam", "kubernetes");
    data.put("k8s-require-ipv4-pod-cidr", "true");
    switch (wanted.mode()) {
      case DIRECT, BGP -> {
        data.put(ROUTING, "native");
        data.put(DIRECT_ROUTES, "true");
        data.put(NATIVE, pods.toString());
      }
      case VXLAN, CROSS_SUBNET -> {
        data.put(ROUTING, "tunnel");
        data.put(TUNNEL, "vxlan");
        data.put(DIRECT_ROUTES, "false");
        data.remove(NATIVE);
      }
    }
    // It wants that of the network below.
    wanted.mtu().ifPresent(mtu -> data.put("mtu", Integer.toString(mtu + overhead())));
    return manifest.objects();
  }

  private int overhead() {
    return switch (wanted.mode()) {
      case DIRECT, BGP -> 0;
      case VXLAN, CROSS_SUBNET -> VXLAN_OVERHEAD;
    };
  }
}
