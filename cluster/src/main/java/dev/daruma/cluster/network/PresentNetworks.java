package dev.daruma.cluster.network;

import dev.daruma.cluster.site.Network.Plugin;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which plugins have configured a host's network for pods. Source: the kubelet takes the first file
 * of the folder, by name.
 */
record PresentNetworks(Set<Plugin> plugins) {
  static final Probe<PresentNetworks> PROBE =
      Probe.of(
          "pod networks",
          Fragment.script("cd /etc/cni/net.d 2>/dev/null || exit 0; echo *"),
          PresentNetworks::parse);

  static PresentNetworks parse(Output output) {
    Set<String> files =
        Arrays.stream(output.stdout().strip().split("\\s+", -1)).collect(Collectors.toSet());
    Set<Plugin> plugins = EnumSet.noneOf(Plugin.class);
    for (Plugin plugin : Plugin.values()) {
      file(plugin).filter(files::contains).ifPresent(_ -> plugins.add(plugin));
    }
    return new PresentNetworks(plugins);
  }

  private static Optional<String> file(Plugin plugin) {
    return switch (plugin) {
      case ROUTED -> Optional.of("10-daruma.conflist");
      case CALICO -> Optional.of("10-calico.conflist");
      case FLANNEL -> Optional.of("10-flannel.conflist");
      case CILIUM -> Optional.of("05-cilium.conflist");
      case NONE -> Optional.empty();
    };
  }
}
