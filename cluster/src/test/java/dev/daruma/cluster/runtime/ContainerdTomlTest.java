package dev.daruma.cluster.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.Golden;
import dev.daruma.cluster.site.Runtime.Handler;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ContainerdTomlTest {
  @Test
  void aHostsConfiguration() {
    Golden.assertSame(
        "containerd/config.toml",
        new ContainerdToml(
                "registry.k8s.io/pause:3.2",
                true,
                Optional.empty(),
                "/usr/lib/cni",
                "/etc/cni/net.d")
            .text());
  }

  @Test
  void withoutSystemdAndWithARegistryInTheHouse() {
    Golden.assertSame(
        "containerd/config-cgroupfs.toml",
        new ContainerdToml(
                "192.168.3.250:5000/pause:3.2",
                false,
                Optional.empty(),
                "/opt/cni/bin",
                "/etc/cni/net.d")
            .text());
  }

  @Test
  void containersStartedBySomethingElseThanRunc() {
    Golden.assertSame(
        "containerd/config-handler.toml",
        new ContainerdToml(
                "registry.k8s.io/pause:3.2",
                true,
                Optional.of(new Handler("nvidia", "/usr/bin/nvidia-container-runtime")),
                "/opt/cni/bin",
                "/etc/cni/net.d")
            .text());
  }

  @Test
  void eachRegistryHasAFileWithItsMirrorsInOrder() {
    Map<String, String> files =
        HostsToml.files(
            new TreeMap<>(
                Map.of(
                    "docker.io",
                    List.of(
                        URI.create("https://zoo.neko.example"),
                        URI.create("https://192.168.3.250:5000"),
                        URI.create("http://ant.neko.example:5000")))),
            Set.of("192.168.3.250:5000", "192.168.3.251:5000"),
            new TreeMap<>(
                Map.of("zoo.neko.example", "zoo's\n", "registry.neko.example:5000", "neko's\n")));
    assertThat(files)
        .containsOnlyKeys(
            "docker.io/hosts.toml",
            "192.168.3.251:5000/hosts.toml",
            "registry.neko.example:5000/hosts.toml",
            "registry.neko.example:5000/ca.crt",
            "zoo.neko.example/ca.crt")
        .containsEntry("registry.neko.example:5000/ca.crt", "neko's\n");
    files.forEach(
        (path, text) -> {
          if (path.endsWith(".toml")) {
            Golden.assertSame("containerd/certs.d/" + path, text);
          }
        });
  }

  @Test
  void withoutMirrorsThereAreNoFiles() {
    assertThat(HostsToml.files(new TreeMap<>(), Set.of(), new TreeMap<>())).isEmpty();
  }
}
