package dev.daruma.cluster.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.daruma.cluster.facts.ClusterView.Node;
import dev.daruma.cluster.site.Taint;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.shell.Output;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What hosts print, odd ones included, and what is made of it. */
class FactsTest {
  private static Output printed(String stdout) {
    return new Output(0, stdout, "");
  }

  static Stream<Arguments> systems() {
    return Stream.of(
        arguments(
            "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nVERSION_ID=\"12\"\nID=debian\nARCHITECTURE=amd64\n",
            new OperatingSystem("debian", "12", "amd64")),
        arguments(
            "ID=ubuntu\nVERSION_ID='22.04'\nARCHITECTURE=arm64\n",
            new OperatingSystem("ubuntu", "22.04", "arm64")),
        arguments("", new OperatingSystem("", "", "")));
  }

  @ParameterizedTest
  @MethodSource("systems")
  void operatingSystem(String text, OperatingSystem expected) {
    assertThat(OperatingSystem.parse(printed(text))).isEqualTo(expected);
  }

  @Test
  void aMachine() {
    assertThat(
            Machine.parse(
                printed(
                    """
                    memory 3884368
                    disk 6029312 4096
                    cgroups 2
                    memory-cgroup yes
                    machine-id 0123456789abcdef0123456789abcdef
                    interface eth0 24
                    mac dc:a6:32:01:02:03
                    host-key 99
                    clock 1700000000123
                    """)))
        .isEqualTo(
            new Machine(
                3884368,
                24117248,
                true,
                2,
                "0123456789abcdef0123456789abcdef",
                "dc:a6:32:01:02:03",
                "eth0",
                24,
                "99",
                1700000000123L));
  }

  @Test
  void aMachineOfWhichNothingIsKnown() {
    assertThat(Machine.parse(new Output(127, "", "")))
        .isEqualTo(new Machine(0, 0, false, 1, "", "", "", 0, "", 0));
  }

  @ParameterizedTest
  @CsvSource({
    "'', NONE",
    "started, INTERRUPTED",
    "'started\nnode', INTERRUPTED",
    "'done\nstarted\nnode', DONE",
    "node, FOREIGN"
  })
  void howFarKubeadmHasCome(String text, KubeadmRun expected) {
    assertThat(KubeadmRun.parse(printed(text))).isEqualTo(expected);
  }

  private static Node plain(Optional<String> podCidr) {
    return new Node(
        podCidr, false, Optional.empty(), true, new TreeMap<>(), List.of(), Optional.empty());
  }

  @Test
  void theClusterAsAControlPlaneSeesIt() {
    ClusterView view =
        ClusterView.parse(
            printed(
                """
                {"kind": "NodeList", "items": [
                  {"metadata": {"name": "master01", "labels": {"node-role.kubernetes.io/control-plane": ""},
                      "annotations": {"daruma.dev/owned": "{}"}},
                    "spec": {"podCIDR": "10.244.0.0/24", "unschedulable": true,
                      "taints": [{"key": "node-role.kubernetes.io/master", "effect": "NoSchedule"}]},
                    "status": {"conditions": [{"type": "Ready", "status": "True"}],
                      "addresses": [{"type": "Hostname", "address": "master01"},
                        {"type": "InternalIP", "address": "10.0.0.1"}]}},
                  {"metadata": {"name": "node01"}, "spec": {"podCIDR": "10.244.1.0/24"},
                    "status": {"conditions": [{"type": "Ready", "status": "False"}]}},
                  {"metadata": {"name": "node02"}, "spec": {},
                    "status": {"conditions": [{"type": "DiskPressure", "status": "True"},
                      {"type": "Ready", "status": "Unknown"}]}}]}
                """));
    assertThat(view.answers()).isTrue();
    assertThat(view.nodes())
        .isEqualTo(
            Map.of(
                new HostName("master01"),
                    new Node(
                        Optional.of("10.244.0.0/24"),
                        true,
                        Optional.of("10.0.0.1"),
                        false,
                        new TreeMap<>(Map.of("node-role.kubernetes.io/control-plane", "")),
                        List.of(new Taint("node-role.kubernetes.io/master", "", "NoSchedule")),
                        Optional.of("{}")),
                new HostName("node01"), plain(Optional.of("10.244.1.0/24")),
                new HostName("node02"), plain(Optional.empty())));
    assertThat(ClusterView.parse(new Output(4, "", "curl: (7)")).answers()).isFalse();
    assertThat(ClusterView.parse(printed("{\"items\": [{\"metad")).answers()).isFalse();
  }
}
