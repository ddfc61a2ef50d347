package dev.daruma.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.engine.bundle.Bundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The real kubeadm of the bundle reads what daruma would tell it, and knows every field. Needs the
 * bundle ({@code ./test} makes it); never skipped.
 */
@Tag("lab")
class KubeadmReadsConfigurationTest {
  private static final Path GOLDEN =
      Launcher.script().resolveSibling("cluster").resolve("src/test/resources/golden/kubeadm/1.20");
  private static final Path BUNDLE =
      Path.of(
          System.getProperty("user.home"), ".cache", "daruma", "bundles", "kubernetes-1.20.2.tar");

  @TempDir private static Path folder;

  @BeforeAll
  static void unpackKubeadm() throws Exception {
    String member = Bundle.open(BUNDLE).manifest().packaged("kubeadm").orElseThrow().path();
    assertThat(run("tar", "-xf", BUNDLE.toString(), "-C", folder.toString(), member)).isEmpty();
    assertThat(run("dpkg-deb", "-x", folder.resolve(member).toString(), folder.toString()))
        .isEmpty();
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as("%s: %s", List.of(command), output).isZero();
    return output;
  }

  private static String migrated(Path configuration) throws IOException, InterruptedException {
    return run(
        folder.resolve("usr/bin/kubeadm").toString(),
        "config",
        "migrate",
        "--old-config",
        configuration.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"init", "join-control-plane", "join-worker"})
  void knowsEveryField(String name) throws Exception {
    assertThat(migrated(GOLDEN.resolve(name + ".yaml")))
        .contains("apiVersion: kubeadm.k8s.io/v1beta2")
        .doesNotContain("unknown field", "strict");
  }

  /**
   * It only warns of a field that it does not know, so the warning is what has to be looked for.
   */
  @Test
  void warnsOfAFieldThatItDoesNotKnow() throws Exception {
    Path wrong = folder.resolve("wrong.yaml");
    Files.writeString(
        wrong,
        Files.readString(GOLDEN.resolve("join-worker.yaml"))
            .replace("nodeRegistration:", "nodeRegistrations: {}\nnodeRegistration:"));
    assertThat(migrated(wrong)).contains("unknown field \"nodeRegistrations\"");
  }
}
