package dev.daruma.cluster.network.manifest;

import dev.daruma.cluster.site.Cidr;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Network;
import dev.daruma.cluster.site.NetworkManifest;
import dev.daruma.cluster.site.Role;
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
 * "Overlay networking", "BGP configuration", "BGP peer"; Calico's guide to BGP peering, "Configure
 * a node to act as a route reflector".
 *
 * @param pods addresses of all pods
 * @param services addresses of all services
 * @param autonomousSystem of the nodes
 * @param peers routers that they speak BGP to beside each other
 * @param reflected whether control planes tell all nodes each other's routes, instead of each node
 *     every other one
 */
record CalicoSettings(
    NetworkManifest wanted,
    Cidr pods,
    Cidr services,
    long autonomousSystem,
    List<Network.Peer> peers,
    boolean reflected)
    implements PluginSettings {
  private static final String NODE = "calico-node";
  private static final String CONFIGURATION = "calico-config";
  private static final String BGP_CONFIGURATIONS = "bgpconfigurations.crd.projectcalico.org";
  static final String BGP_PEERS = "bgppeers.crd.projectcalico.org";

  private static final Set<String> OF_BIRD =
      Set.of("-bird-live", "-bird-ready", "--bird-live", "--bird-ready");

  /** Of nodes that speak to every other one: each keeps a session with each. */
  private static final int MESH_LIMIT = 50;

  /** By it daruma finds its own objects again. */
  static final String OWNER = "app.kubernetes.io/managed-by";

  /** What a node that reflects routes is labelled with. */
  static final String REFLECTOR = "daruma.dev/route-reflector";

  private static final String CUSTOM = "crd.projectcalico.org/v1";

  CalicoSettings {
    peers = List.copyOf(peers);
  }

  /** Whether that many nodes are too many to speak to every other one. */
  static boolean reflectsAt(int nodes) {
    return nodes > MESH_LIMIT;
  }

  /**
   * Takes the one that keeps Calico's data in the Kubernetes API: the others bring none of these
   * kinds, and want an etcd of Calico's own.
   *
   * @throws IllegalArgumentException for any other manifest
   */
  static void accept(PluginManifest manifest) {
    ObjectNode _ = manifest.get("ConfigMap", CONFIGURATION);
    boolean kubernetes =
        manifest
            .container(NODE, NODE)
            .path("env")
            .valueStream()
            .filter(variable -> variable.path("name").asString("").equals("DATASTORE_TYPE"))
            .anyMatch(variable -> variable.path("value").asString("").equals("kubernetes"));
    if (!kubernetes
        || manifest.find("CustomResourceDefinition", BGP_CONFIGURATIONS).isEmpty()
        || manifest.find("CustomResourceDefinition", BGP_PEERS).isEmpty()) {
      throw new IllegalArgumentException(
          "it is not the one that keeps Calico's data in the Kubernetes API");
    }
  }

  @Override
  public Network.Plugin plugin() {
    return Network.Plugin.CALICO;
  }

  @Override
  public String name() {
    return "Calico";
  }

  @Override
  public String daemonSet() {
    return NODE;
  }

  @Override
  public String container() {
    return NODE;
  }

  @Override
  public List<String> kinds() {
    return List.of(BGP_CONFIGURATIONS, BGP_PEERS);
  }

  @Override
  public boolean reflects(Host host) {
    return usesBgp() && reflected && host.is(Role.CONTROL_PLANE);
  }

  @Override
  public List<ObjectNode> change(PluginManifest official) {
    PluginManifest manifest = official.copy();
    ObjectNode data = PluginManifest.within(manifest.get("ConfigMap", CONFIGURATION), "data");
    data.put("calico_backend", usesBgp() ? "bird" : "vxlan");
    data.put("veth_mtu", Integer.toString(wanted.mtu().orElse(0)));
    ObjectNode container = manifest.container(NODE, NODE);
    PluginManifest.set(container, "CALICO_IPV4POOL_CIDR", pods.toString());
    PluginManifest.set(container, "CALICO_IPV4POOL_IPIP", "Never");
    PluginManifest.set(
        container,
        "CALICO_IPV4POOL_VXLAN",
        switch (wanted.mode()) {
          case BGP, DIRECT -> "Never";
          case VXLAN -> "Always";
          case CROSS_SUBNET -> "CrossSubnet";
        });
    PluginManifest.set(
        container,
        "IP_AUTODETECTION_METHOD",
        wanted.interfaces().isEmpty()
            ? "kubernetes-internal-ip"
            : "interface=" + String.join(",", wanted.interfaces()));
    if (!usesBgp()) {
      withoutBird(container, "livenessProbe");
      withoutBird(container, "readinessProbe");
    }
    return manifest.objects();
  }

  private boolean usesBgp() {
    return switch (wanted.mode()) {
      case BGP -> true;
      case DIRECT, VXLAN, CROSS_SUBNET -> false;
    };
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

  @Override
  public List<ObjectNode> custom() {
    List<ObjectNode> objects = new ArrayList<>();
    if (!usesBgp()) {
      return objects;
    }
    ObjectNode bgp = custom("BGPConfiguration", "default");
    ObjectNode spec =
        bgp.putObject("spec")
            .put("asNumber", autonomousSystem)
            .put("logSeverityScreen", "Info")
            .put("nodeToNodeMeshEnabled", !reflected);
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
    if (reflected) {
      ObjectNode reflectors = custom("BGPPeer", "daruma-reflectors");
      reflectors
          .putObject("spec")
          .put("nodeSelector", "all()")
          .put("peerSelector", REFLECTOR + " == 'true'");
      objects.add(reflectors);
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
