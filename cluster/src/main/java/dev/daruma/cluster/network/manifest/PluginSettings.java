package dev.daruma.cluster.network.manifest;

import dev.daruma.cluster.site.Cidr;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Network;
import dev.daruma.cluster.site.NetworkManifest;
import dev.daruma.cluster.site.Site;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What a site wants of the manifest of its network plugin. */
public sealed interface PluginSettings permits CalicoSettings, FlannelSettings, CiliumSettings {

  /** Empty where the plugin of the site comes by no manifest. */
  static Optional<PluginSettings> of(Site site) {
    Network network = site.kubernetes().network();
    Cidr pods = site.kubernetes().podCidr();
    return network
        .manifest()
        .map(
            wanted ->
                switch (network.plugin()) {
                  case CALICO ->
                      new CalicoSettings(
                          wanted,
                          pods,
                          site.kubernetes().serviceCidr(),
                          network.autonomousSystem(),
                          network.peers(),
                          CalicoSettings.reflectsAt(site.nodes().size()));
                  case FLANNEL -> new FlannelSettings(wanted, pods);
                  case CILIUM -> new CiliumSettings(wanted, pods);
                  case ROUTED, NONE ->
                      throw new IllegalArgumentException(
                          network.plugin() + " comes by no manifest");
                });
  }

  /** What VXLAN adds to a packet: Ethernet, IPv4, UDP and its own header. Source: RFC 7348, 5. */
  int VXLAN_OVERHEAD = 50;

  Network.Plugin plugin();

  /** As people write it: {@code Calico}. */
  String name();

  NetworkManifest wanted();

  /** Addresses of all pods. */
  Cidr pods();

  /** The DaemonSet that works on every node. */
  String daemonSet();

  /** The container of it that does. */
  String container();

  /** The manifest's objects as the site wants them; the manifest itself stays as it is. */
  List<ObjectNode> change(PluginManifest official);

  /** Objects of kinds that the manifest brings; they can be made once the cluster knows these. */
  default List<ObjectNode> custom() {
    return List.of();
  }

  /** Definitions of kinds that daruma speaks of. */
  default List<String> kinds() {
    return List.of();
  }

  /** What pods that have addresses depend on: it is never exchanged beneath them. */
  default String shape() {
    return wanted().mode() + " " + pods();
  }

  /** What its pods run, each once, as the manifest names them. */
  default List<String> images() {
    return PluginManifest.read(plugin(), wanted().text()).images();
  }

  /** Whether a node tells others the routes of all. */
  default boolean reflects(Host host) {
    return false;
  }
}
