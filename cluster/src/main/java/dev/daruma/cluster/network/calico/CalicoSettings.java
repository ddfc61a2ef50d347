package dev.daruma.cluster.network.calico;

import dev.daruma.cluster.site.Calico;
import dev.daruma.cluster.site.Cidr;
import dev.daruma.cluster.site.Network;
import dev.daruma.cluster.site.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a site wants of Calico's manifest. Sources: Calico reference, "Configuring calico/node",
 * "Overlay networking", "BGP configuration", "BGP peer".
 *
 * @param pods addresses of all pods
 * @param services addresses of all services
 * @param autonomousSystem of the nodes
 * @param peers routers that they speak BGP to beside each other
 */
public record CalicoSettings(
    Calico calico, Cidr pods, Cidr services, long autonomousSystem, List<Network.Peer> peers) {
  private static final Set<String> OF_BIRD =
      Set.of("-bird-live", "-bird-ready", "--bird-live", "--bird-ready");

  /** By it daruma finds its own objects again. */
  static final String OWNER = "app.kubernetes.io/managed-by";

  private static final String CUSTOM = "crd.projectcalico.org/v1";

  public CalicoSettings {
    peers = List.copyOf(peers);
  }

  public static CalicoSettings of(Site site, Calico calico) {
    return new CalicoSettings(
        calico,
        site.kubernetes().podCidr(),
        site.kubernetes().serviceCidr(),
        site.kubernetes().network().autonomousSystem(),
        site.kubernetes().network().peers());
  }

  /** What pods that have addresses depend on: Calico reads it once, when there is no pool yet. */
  public String shape() {
    return calico.mode() + " " + pods;
  }

  /** The manifest's objects as the site wants them; the manifest itself stays as it is. */
  List<ObjectNode> change(CalicoManifest official) {
    CalicoManifest manifest = official.copy();
    ObjectNode data = within(manifest.configuration(), "data");
    data.put("calico_backend", usesBgp() ? "bird" : "vxlan");
    data.put("veth_mtu", Integer.toString(calico.mtu().orElse(0)));
    ObjectNode container = manifest.container();
    set(container, "CALICO_IPV4POOL_CIDR", pods.toString());
    set(container, "CALICO_IPV4POOL_IPIP", "Never");
    set(
        container,
        "CALICO_IPV4POOL_VXLAN",
        switch (calico.mode()) {
          case BGP -> "Never";
          case VXLAN -> "Always";
          case CROSS_SUBNET -> "CrossSubnet";
        });
    set(
        container,
        "IP_AUTODETECTION_METHOD",
        calico.interfaces().isEmpty()
            ? "kubernetes-internal-ip"
            : "interface=" + String.join(",", calico.interfaces()));
    if (!usesBgp()) {
      withoutBird(container, "livenessProbe");
      withoutBird(container, "readinessProbe");
    }
    return manifest.objects();
  }

  private boolean usesBgp() {
    return switch (calico.mode()) {
      case BGP -> true;
      case VXLAN, CROSS_SUBNET -> false;
    };
  }

  private static ObjectNode within(ObjectNode object, String field) {
    return object.path(field) instanceof ObjectNode present ? present : object.putObject(field);
  }

  /** An environment variable with this value, whatever gave it one before. */
  private static void set(ObjectNode container, String name, String value) {
    ArrayNode variables =
        container.path("env") instanceof ArrayNode present ? present : container.putArray("env");
    ObjectNode wanted = JsonNodeFactory.instance.objectNode().put("name", name).put("value", value);
    for (int at = 0; at < variables.size(); at++) {
      if (variables.path(at).path("name").asString("").equals(name)) {
        variables.set(at, wanted);
        return;
      }
    }
    variables.add(wanted);
  }

  /** Where no BIRD runs, nobody may wait for it. */
  private static void withoutBird(ObjectNode container, String probe) {
    if (container.path(probe).path("exec").path("command") instanceof ArrayNode command) {
      List<JsonNode> kept =
          StreamSupport.stream(command.spliterator(), false)
              .filter(word -> !OF_BIRD.contains(word.asString("")))
              .toList();
      command.removeAll();
      kept.forEach(command::add);
    }
  }

  /** Objects of kinds that the manifest brings; they can be made once the cluster knows these. */
  List<ObjectNode> custom() {
    List<ObjectNode> objects = new ArrayList<>();
    if (!usesBgp()) {
      return objects;
    }
    ObjectNode bgp = custom("BGPConfiguration", "default");
    ObjectNode spec =
        bgp.putObject("spec")
            .put("asNumber", autonomousSystem)
            .put("logSeverityScreen", "Info")
            .put("nodeToNodeMeshEnabled", true);
    if (!peers.isEmpty()) {
      spec.putArray("serviceClusterIPs").addObject().put("cidr", services.toString());
    }
    objects.add(bgp);
    for (Network.Peer peer : peers) {
      String address = peer.address().getHostAddress();
      ObjectNode router = custom("BGPPeer", "daruma-" + address.replace('.', '-'));
      router.putObject("spec").put("peerIP", address).put("asNumber", peer.autonomousSystem());
      objects.add(router);
    }
    return objects;
  }

  private static ObjectNode custom(String kind, String name) {
    ObjectNode object =
        JsonNodeFactory.instance.objectNode().put("apiVersion", CUSTOM).put("kind", kind);
    ObjectNode metadata = object.putObject("metadata").put("name", name);
    metadata.putObject("labels").put(OWNER, "daruma");
    return object;
  }
}
