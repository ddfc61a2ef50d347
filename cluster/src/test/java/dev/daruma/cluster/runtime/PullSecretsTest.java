package dev.daruma.cluster.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.site.Runtime.Login;
import dev.daruma.cluster.site.Runtime.Registry;
import dev.daruma.engine.host.Target.Password;
import dev.daruma.engine.resource.HostFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PullSecretsTest {
  private static final Registry KNOWN =
      new Registry(
          Optional.empty(), Optional.of(new Login("puller", new Password("open, \"Sesame\""))));

  @Test
  void theKubeletGetsThemAndNobodyElseReadsThem() {
    List<HostFile> files =
        PullSecrets.files(
            new TreeMap<>(
                Map.of(
                    "docker.io", KNOWN,
                    "registry.neko.example:5000", KNOWN,
                    "open.neko.example", new Registry(Optional.of("PEM"), Optional.empty()))));
    assertThat(files).hasSize(1);
    assertThat(files.getFirst().path()).isEqualTo("/var/lib/kubelet/config.json");
    assertThat(files.getFirst().mode()).isEqualTo("0600");
    String encoded = "{\"auth\":\"cHVsbGVyOm9wZW4sICJTZXNhbWUi\"}";
    assertThat(files.getFirst().content().text())
        .isEqualTo(
            "{\"auths\":{\"https://index.docker.io/v1/\":"
                + encoded
                + ",\"registry.neko.example:5000\":"
                + encoded
                + "}}\n");
    assertThat(files.toString()).doesNotContain("cHVsbGVy", "Sesame");
  }

  @Test
  void withoutLoginsThereIsNoFile() {
    assertThat(PullSecrets.files(new TreeMap<>())).isEmpty();
  }
}
