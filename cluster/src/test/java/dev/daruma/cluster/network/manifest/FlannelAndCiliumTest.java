package dev.daruma.cluster.network.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.daruma.cluster.site.Cidr;
import dev.daruma.cluster.site.Network.Plugin;
import dev.daruma.cluster.site.NetworkManifest;
import dev.daruma.cluster.site.NetworkManifest.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of Flannel's and Cilium's manifests in each mode. */
class FlannelAndCiliumTest {
  private static final Cidr PODS = Cidr.parse("10.244.0.0/16").orElseThrow();

  private static String text(Plugin plugin) throws IOException {
    return Files.readString(Path.of("src/test/resources", plugin.toString(), "small.yaml"));
  }

  private static NetworkManifest wanted(Mode mode, OptionalInt mtu, String... interfaces) {
    return new NetworkManifest(mode, "unused", mtu, List.of(interfaces));
  }

  private static PluginManifest changed(PluginSettings settings) throws IOException {
    PluginManifest official = PluginManifest.read(settings.plugin(), text(settings.plugin()));
    String before = PluginManifest.json(official.objects());
    PluginManifest changed = official.with(settings.change(official));
    assertThat(PluginManifest.json(official.objects())).as("the manifest itself").isEqualTo(before);
    return changed;
  }

  static Stream<Arguments> flannels() {
    OptionalInt none = OptionalInt.empty();
    return Stream.of(
        arguments(
            wanted(Mode.CROSS_SUBNET, none), "{\"Type\":\"vxlan\",\"DirectRouting\":true}", own()),
        arguments(wanted(Mode.VXLAN, none), "{\"Type\":\"vxlan\"}", own()),
        arguments(wanted(Mode.DIRECT, none), "{\"Type\":\"host-gw\"}", own()),
        arguments(
            wanted(Mode.VXLAN, OptionalInt.of(1400), "eth.*", "wlan.*"),
            "{\"Type\":\"vxlan\",\"MTU\":1450}",
            List.of(
                "--ip-masq", "--kube-subnet-mgr", "--iface-regex=eth.*", "--iface-regex=wlan.*")));
  }

  private static List<String> own() {
    return List.of("--ip-masq", "--kube-subnet-mgr", "--iface=$(HOST_ADDRESS)");
  }

  @ParameterizedTest
  @MethodSource("flannels")
  void flannel(NetworkManifest wanted, String backend, List<String> arguments) throws IOException {
    PluginManifest changed = changed(new FlannelSettings(wanted, PODS));
    ObjectNode configuration = changed.get("ConfigMap", "kube-flannel-cfg");
    assertThat(configuration.path("data").path("net-conf.json").asString(""))
        .isEqualTo(
            "{\"Network\":\"10.244.0.0/16\",\"EnableNFTables\":false,\"Backend\":" + backend + "}");
    assertThat(configuration.path("data").path("cni-conf.json").asString("")).contains("flannel");
    ObjectNode container = changed.container("kube-flannel-ds", "kube-flannel");
    assertThat(container.path("args").valueStream().map(each -> each.asString("")))
        .containsExactlyElementsOf(arguments);
    assertThat(container.path("env").toString())
        .contains("POD_NAME")
        .matches(
            env ->
                arguments.equals(own())
                    == env.contains(
                        "{\"name\":\"HOST_ADDRESS\",\"valueFrom\":{\"fieldRef\":{\"fieldPath\":\"status.hostIP\"}}}"));
  }

  static Stream<Arguments> ciliums() {
    return Stream.of(
        arguments(
            wanted(Mode.VXLAN, OptionalInt.of(1400)),
            """
            {"cluster-pool-ipv4-cidr":"10.0.0.0/8","ipam":"kubernetes","routing-mode":"tunnel","tunnel-protocol":"vxlan",\
            "k8s-require-ipv4-pod-cidr":"true","auto-direct-node-routes":"false","mtu":"1450"}"""),
        arguments(
            wanted(Mode.DIRECT, OptionalInt.of(1400)),
            """
            {"cluster-pool-ipv4-cidr":"10.0.0.0/8","ipam":"kubernetes","ipv4-native-routing-cidr":"10.244.0.0/16",\
            "routing-mode":"native","tunnel-protocol":"geneve","k8s-require-ipv4-pod-cidr":"true",\
            "auto-direct-node-routes":"true","mtu":"1400"}"""));
  }

  @ParameterizedTest
  @MethodSource("ciliums")
  void cilium(NetworkManifest wanted, String data) throws IOException {
    assertThat(
            changed(new CiliumSettings(wanted, PODS))
                .get("ConfigMap", "cilium-config")
                .path("data")
                .toString())
        .isEqualTo(data);
  }

  @Test
  void whereItsPodsAreAndOfWhichVersion() throws IOException {
    NetworkManifest wanted = wanted(Mode.VXLAN, OptionalInt.empty());
    PluginObjects flannel =
        PluginObjects.of(
            PluginManifest.read(Plugin.FLANNEL, text(Plugin.FLANNEL)),
            new FlannelSettings(wanted, PODS));
    assertThat(flannel.namespace()).isEqualTo("kube-flannel");
    assertThat(flannel.selector()).isEqualTo("app=flannel,tier=node");
    assertThat(flannel.manifest())
        .contains("\"labels\":{\"tier\":\"node\",\"daruma.dev/network\":\"flannel\"}");
    PluginObjects cilium =
        PluginObjects.of(
            PluginManifest.read(Plugin.CILIUM, text(Plugin.CILIUM)),
            new CiliumSettings(wanted, PODS));
    assertThat(cilium.version()).isEqualTo("v0.0.1");
    assertThat(cilium.selector()).isEqualTo("k8s-app=cilium");
    assertThat(cilium.custom()).isEmpty();
    assertThat(PluginManifest.read(Plugin.FLANNEL, text(Plugin.FLANNEL)).images())
        .containsExactly("registry.example/flannel:v0.0.1");
  }

  static Stream<Arguments> whatIsNoManifest() throws IOException {
    String flannel = text(Plugin.FLANNEL);
    String cilium = text(Plugin.CILIUM);
    return Stream.of(
        arguments(Plugin.FLANNEL, cilium, "it holds no ConfigMap kube-flannel-cfg"),
        arguments(
            Plugin.FLANNEL,
            flannel.replace("net-conf.json", "other.json"),
            "its ConfigMap kube-flannel-cfg has no net-conf.json"),
        arguments(
            Plugin.FLANNEL,
            flannel.replace("{\"Network\"", "\"Network\""),
            "its ConfigMap kube-flannel-cfg has no net-conf.json"),
        arguments(
            Plugin.FLANNEL,
            flannel.replace("kube-flannel-ds", "kube-flannel-ds-amd64"),
            "it holds no DaemonSet kube-flannel-ds"),
        arguments(Plugin.CILIUM, flannel, "it holds no ConfigMap cilium-config"),
        arguments(
            Plugin.CILIUM,
            cilium.replace("routing-mode", "tunnel"),
            "its ConfigMap cilium-config has no routing-mode, as those of Cilium 1.14 and later"));
  }

  @ParameterizedTest
  @MethodSource
  void whatIsNoManifest(Plugin plugin, String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PluginManifest.read(plugin, text))
        .withMessage(message);
  }
}
