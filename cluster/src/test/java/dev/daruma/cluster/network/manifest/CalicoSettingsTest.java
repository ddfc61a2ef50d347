package dev.daruma.cluster.network.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.daruma.cluster.site.Cidr;
import dev.daruma.cluster.site.Network.Peer;
import dev.daruma.cluster.site.Network.Plugin;
import dev.daruma.cluster.site.NetworkManifest;
import dev.daruma.cluster.site.NetworkManifest.Mode;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What becomes of Calico's manifest in each mode. Besides a small one of our own, official ones are
 * taken from {@code shared/data} beside the checkout, where they are.
 */
class CalicoSettingsTest {
  private static final Path SMALL = Path.of("src/test/resources/calico/small.yaml");
  private static final Path OFFICIAL = Path.of("../../shared/data");
  private static final Cidr SERVICES = Cidr.parse("10.96.0.0/12").orElseThrow();
  private static final Cidr PODS = Cidr.parse("10.244.0.0/16").orElseThrow();

  private static CalicoSettings settings(
      Mode mode, OptionalInt mtu, List<String> interfaces, List<Peer> peers) {
    return new CalicoSettings(
        new NetworkManifest(mode, "unused", mtu, interfaces), PODS, SERVICES, 64_600, peers, false);
  }

  private static CalicoSettings settings(Mode mode) {
    return settings(mode, OptionalInt.empty(), List.of(), List.of());
  }

  static List<Path> manifests() throws IOException {
    List<Path> manifests = new ArrayList<>(List.of(SMALL));
    if (Files.isDirectory(OFFICIAL)) {
      try (Stream<Path> files = Files.list(OFFICIAL)) {
        files.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(manifests::add);
      }
    }
    return manifests;
  }

  static Stream<Arguments> intended() throws IOException {
    Map<String, String> always =
        Map.of(
            "veth_mtu", "0",
            "CALICO_IPV4POOL_CIDR", "10.244.0.0/16",
            "CALICO_IPV4POOL_IPIP", "Never",
            "IP_AUTODETECTION_METHOD", "kubernetes-internal-ip");
    return manifests().stream()
        .flatMap(
            manifest ->
                Stream.of(
                    arguments(
                        manifest,
                        Mode.BGP,
                        with(
                            always,
                            "bird",
                            "Never",
                            "-felix-live -bird-live",
                            "-felix-ready -bird-ready")),
                    arguments(
                        manifest,
                        Mode.VXLAN,
                        with(always, "vxlan", "Always", "-felix-live", "-felix-ready")),
                    arguments(
                        manifest,
                        Mode.CROSS_SUBNET,
                        with(always, "vxlan", "CrossSubnet", "-felix-live", "-felix-ready"))));
  }

  private static Map<String, String> with(
      Map<String, String> always, String backend, String vxlan, String liveness, String readiness) {
    Map<String, String> all = new TreeMap<>(always);
    all.put("calico_backend", backend);
    all.put("CALICO_IPV4POOL_VXLAN", vxlan);
    all.put("livenessProbe", liveness);
    all.put("readinessProbe", readiness);
    return all;
  }

  @ParameterizedTest
  @MethodSource
  void intended(Path file, Mode mode, Map<String, String> settings) throws IOException {
    PluginManifest official = PluginManifest.read(Plugin.CALICO, Files.readString(file));
    List<ObjectNode> changed = settings(mode).change(official);

    assertThat(read(changed)).containsAllEntriesOf(settings);
    assertThat(others(changed)).as("all else").isEqualTo(others(official.objects()));
    assertThat(read(official.objects()).get("CALICO_IPV4POOL_IPIP"))
        .as("the manifest itself")
        .isEqualTo("Always");
  }

  /** What the objects say of the settings, as Kubernetes would read them. */
  private static Map<String, String> read(List<ObjectNode> objects) {
    Map<String, String> found = new TreeMap<>();
    object(objects, "ConfigMap", "calico-config")
        .path("data")
        .propertyStream()
        .forEach(entry -> found.put(entry.getKey(), entry.getValue().asString("")));
    JsonNode container = container(objects);
    for (JsonNode variable : container.path("env")) {
      assertThat(found.put(variable.path("name").asString(""), variable.path("value").asString("")))
          .as("given once")
          .isNull();
    }
    for (String probe : List.of("livenessProbe", "readinessProbe")) {
      found.put(
          probe,
          String.join(
              " ",
              container
                  .path(probe)
                  .path("exec")
                  .path("command")
                  .valueStream()
                  .skip(1)
                  .map(word -> word.asString(""))
                  .toList()));
    }
    return found;
  }

  private static JsonNode container(List<ObjectNode> objects) {
    return object(objects, "DaemonSet", "calico-node")
        .path("spec")
        .path("template")
        .path("spec")
        .path("containers")
        .valueStream()
        .filter(each -> each.path("name").asString("").equals("calico-node"))
        .findFirst()
        .orElseThrow();
  }

  private static ObjectNode object(List<ObjectNode> objects, String kind, String name) {
    return objects.stream()
        .filter(each -> each.path("kind").asString("").equals(kind))
        .filter(each -> each.path("metadata").path("name").asString("").equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Everything but what is meant to change. */
  private static List<JsonNode> others(List<ObjectNode> objects) {
    List<JsonNode> others = new ArrayList<>();
    for (ObjectNode object : objects) {
      ObjectNode copy = object.deepCopy();
      if (copy.path("data") instanceof ObjectNode data) {
        data.remove(List.of("calico_backend", "veth_mtu"));
      }
      copy.path("spec")
          .path("template")
          .path("spec")
          .path("containers")
          .forEach(
              each -> {
                if (each instanceof ObjectNode container
                    && container.path("name").asString("").equals("calico-node")) {
                  container.remove(List.of("env", "livenessProbe", "readinessProbe"));
                }
              });
      others.add(copy);
    }
    return others;
  }

  @Test
  void whatTheOperatorAsksFor() throws IOException {
    PluginManifest official = PluginManifest.read(Plugin.CALICO, Files.readString(SMALL));
    Map<String, String> found =
        read(
            settings(Mode.VXLAN, OptionalInt.of(1400), List.of("eth.*", "wlan.*"), List.of())
                .change(official));
    assertThat(found)
        .containsEntry("veth_mtu", "1400")
        .containsEntry("IP_AUTODETECTION_METHOD", "interface=eth.*,wlan.*");
  }

  @Test
  void bgpIsToldItsSystemAndItsPeers() throws Exception {
    Peer router = new Peer((Inet4Address) InetAddress.getByName("192.168.3.1"), 64_700);
    assertThat(settings(Mode.BGP, OptionalInt.empty(), List.of(), List.of(router)).custom())
        .extracting(ObjectNode::toString)
        .containsExactly(
            "{\"apiVersion\":\"crd.projectcalico.org/v1\",\"kind\":\"BGPConfiguration\","
                + "\"metadata\":{\"name\":\"default\",\"labels\":{\"app.kubernetes.io/managed-by\":\"daruma\"}},\"spec\":{\"asNumber\":64600,"
                + "\"logSeverityScreen\":\"Info\",\"nodeToNodeMeshEnabled\":true,"
                + "\"serviceClusterIPs\":[{\"cidr\":\"10.96.0.0/12\"}]}}",
            "{\"apiVersion\":\"crd.projectcalico.org/v1\",\"kind\":\"BGPPeer\","
                + "\"metadata\":{\"name\":\"daruma-192-168-3-1\",\"labels\":{\"app.kubernetes.io/managed-by\":\"daruma\"}},"
                + "\"spec\":{\"peerIP\":\"192.168.3.1\",\"asNumber\":64700}}");
    assertThat(settings(Mode.BGP).custom())
        .as("without a router, services stay within")
        .hasSize(1)
        .noneMatch(object -> object.toString().contains("serviceClusterIPs"));
    assertThat(settings(Mode.VXLAN).custom()).isEmpty();
    assertThat(settings(Mode.CROSS_SUBNET).custom()).isEmpty();
  }

  /** More than 50 nodes learn each other's routes from control planes. */
  @Test
  void manyNodesDoNotAllSpeakToEachOther() {
    assertThat(CalicoSettings.reflectsAt(50)).isFalse();
    assertThat(CalicoSettings.reflectsAt(51)).isTrue();
    CalicoSettings many =
        new CalicoSettings(
            new NetworkManifest(Mode.BGP, "unused", OptionalInt.empty(), List.of()),
            PODS,
            SERVICES,
            64_600,
            List.of(),
            true);
    assertThat(many.custom())
        .extracting(object -> object.path("spec").toString())
        .containsExactly(
            "{\"asNumber\":64600,\"logSeverityScreen\":\"Info\",\"nodeToNodeMeshEnabled\":false}",
            "{\"nodeSelector\":\"all()\",\"peerSelector\":\"daruma.dev/route-reflector == 'true'\"}");
  }

  @Test
  void whatIsAppliedIsNotedAndTellsOneSettingFromAnother() throws IOException {
    PluginManifest official = PluginManifest.read(Plugin.CALICO, Files.readString(SMALL));
    PluginObjects vxlan = PluginObjects.of(official, settings(Mode.VXLAN));
    assertThat(vxlan.identity()).matches("[0-9a-f]{64}");
    assertThat(vxlan.manifest())
        .contains(
            "\"annotations\":{\"daruma.dev/network-shape\":\"vxlan 10.244.0.0/16\"}",
            "\"labels\":{\"daruma.dev/network\":\"calico\"}",
            "\"annotations\":{\"daruma.dev/settings\":\"" + vxlan.template() + "\"}")
        .startsWith("{\"apiVersion\":\"v1\",\"kind\":\"List\"");
    assertThat(vxlan.version()).isEqualTo("v0.0.1");
    assertThat(vxlan.namespace()).isEqualTo("kube-system");
    assertThat(vxlan.selector()).isEqualTo("k8s-app=calico-node");
    assertThat(PluginObjects.of(official, settings(Mode.VXLAN)).identity())
        .isEqualTo(vxlan.identity());
    assertThat(PluginObjects.of(official, settings(Mode.CROSS_SUBNET)).identity())
        .isNotEqualTo(vxlan.identity());
    assertThat(vxlan.custom()).isEmpty();
  }

  static Stream<Arguments> whatIsNoManifest() throws IOException {
    String small = Files.readString(SMALL);
    return Stream.of(
        arguments("", "it holds no ConfigMap calico-config"),
        arguments(
            small.replace("kind: DaemonSet", "kind: Deployment"),
            "it holds no DaemonSet calico-node"),
        arguments(
            small.replace("name: calico-config\n  namespace", "name: other\n  namespace"),
            "it holds no ConfigMap calico-config"),
        arguments(small + "\nhello\n", "a document in it is no Kubernetes object"),
        arguments(
            small.replace("- name: calico-node", "- name: other"),
            "its DaemonSet has no container calico-node"),
        arguments(
            small.replace("value: kubernetes", "value: etcdv3"),
            "it is not the one that keeps Calico's data in the Kubernetes API"),
        arguments("kind: [", "it is no YAML: "));
  }

  @ParameterizedTest
  @MethodSource
  void whatIsNoManifest(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PluginManifest.read(Plugin.CALICO, text))
        .withMessageStartingWith(message);
  }
}
