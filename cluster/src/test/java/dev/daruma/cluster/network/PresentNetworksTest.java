package dev.daruma.cluster.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.site.Network.Plugin;
import dev.daruma.engine.shell.Output;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PresentNetworksTest {
  @Test
  void whoHasConfiguredTheNetwork() {
    assertThat(read("10-daruma.conflist")).isEqualTo(Set.of(Plugin.ROUTED));
    assertThat(read("10-calico.conflist calico-kubeconfig")).isEqualTo(Set.of(Plugin.CALICO));
    assertThat(read("10-calico.conflist 10-daruma.conflist"))
        .isEqualTo(Set.of(Plugin.ROUTED, Plugin.CALICO));
    assertThat(read("05-cilium.conflist 10-flannel.conflist"))
        .isEqualTo(Set.of(Plugin.FLANNEL, Plugin.CILIUM));
    assertThat(read("*")).isEmpty();
    assertThat(read("")).isEmpty();
  }

  private static Set<Plugin> read(String files) {
    return PresentNetworks.parse(new Output(0, files + "\n", "")).plugins();
  }
}
