package dev.daruma.cluster.network.manifest;

import dev.daruma.cluster.site.Cidr;
import dev.daruma.cluster.site.Network;
import dev.daruma.cluster.site.NetworkManifest;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a site wants of Flannel's manifest. Sources: Flannel's documentation, "Configuration" (also
 * of flanneld's options) and "Backends".
 *
 * @param pods addresses of all pods
 */
record FlannelSettings(NetworkManifest wanted, Cidr pods) implements PluginSettings {
  private static final String DAEMON_SET = "kube-flannel-ds";
  private static final String CONTAINER = "kube-flannel";
  private static final String CONFIGURATION = "kube-flannel-cfg";
  private static final String NETWORK = "net-conf.json";
  private static final String ADDRESS = "HOST_ADDRESS";

  /**
   * @throws IllegalArgumentException for any other manifest than Flannel's
   */
  static void accept(PluginManifest manifest) {
    ObjectNode _ = network(manifest);
    ObjectNode _ = manifest.container(DAEMON_SET, CONTAINER);
  }

  private static ObjectNode network(PluginManifest manifest) {
    JsonNode written = manifest.get("ConfigMap", CONFIGURATION).path("data").path(NETWORK);
    try {
      if (JsonMapper.shared().readTree(written.asString("")) instanceof ObjectNode network) {
        return network;
      }
    } catch (JacksonException malformed) {
      // said below
    }
    throw new IllegalArgumentException(
        "its ConfigMap %s has no %s".formatted(CONFIGURATION, NETWORK));
  }

  @Override
  public Network.Plugin plugin() {
    return Network.Plugin.FLANNEL;
  }

  @Override
  public String name() {
    return "Flannel";
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
    ObjectNode network = network(manifest);
    network.put("Network", pods.toString());
    ObjectNode backend = network.putObject("Backend");
    switch (wanted.mode()) {
      case DIRECT, BGP -> backend.put("Type", "host-gw");
      case VXLAN -> backend.put("Type", "vxlan");
      case CROSS_SUBNET -> backend.put("Type", "vxlan").put("DirectRouting", true);
    }
    // It wants that of the packets that leave the host.
    wanted.mtu().ifPresent(mtu -> backend.put("MTU", mtu + VXLAN_OVERHEAD));
    PluginManifest.within(manifest.get("ConfigMap", CONFIGURATION), "data")
        .put(NETWORK, JsonMapper.shared().writeValueAsString(network));
    speakFrom(manifest.container(DAEMON_SET, CONTAINER));
    return manifest.objects();
  }

  /** Left alone, flanneld takes the address that the default route leads over. */
  private void speakFrom(ObjectNode container) {
    ArrayNode arguments =
        container.path("args") instanceof ArrayNode present ? present : container.putArray("args");
    List<JsonNode> kept =
        StreamSupport.stream(arguments.spliterator(), false)
            .filter(argument -> !argument.asString("").matches("--iface(-regex)?(=.*)?"))
            .toList();
    arguments.removeAll();
    kept.forEach(arguments::add);
    if (wanted.interfaces().isEmpty()) {
      ObjectNode address = JsonNodeFactory.instance.objectNode().put("name", ADDRESS);
      address.putObject("valueFrom").putObject("fieldRef").put("fieldPath", "status.hostIP");
      PluginManifest.set(container, address);
      arguments.add("--iface=$(%s)".formatted(ADDRESS));
    } else {
      wanted.interfaces().forEach(pattern -> arguments.add("--iface-regex=" + pattern));
    }
  }
}
