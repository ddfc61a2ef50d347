package dev.daruma.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Runtime;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.host.Target;
import dev.daruma.engine.shell.Fragment;
import java.io.IOException;
import java.net.Inet4Address;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom the requests go to, and what they make of answers. */
class KubernetesApiTest {
  private static final HostName ONE = new HostName("one");

  @TempDir Path folder;

  private static KubernetesApi api() {
    return new KubernetesApi(
        new Host(
            ONE,
            Inet4Address.ofLiteral("192.0.2.11"),
            Set.of(Role.CONTROL_PLANE),
            new TreeMap<>(),
            List.of(),
            new Runtime.OfHost(Runtime.Kind.CONTAINERD, Optional.empty()),
            new Target(
                ONE,
                "192.0.2.11",
                22,
                "ubuntu",
                List.of(),
                new Target.HostKeys.KnownHosts(Path.of("known_hosts")),
                Optional.empty(),
                new Target.Become.Sudo(),
                Duration.ofSeconds(10))));
  }

  /** What a fragment prints and ends with, when curl gives these answers one after the other. */
  private String asked(Fragment fragment, String... answers) throws Exception {
    for (int at = 0; at < answers.length; at++) {
      Files.writeString(folder.resolve("answer" + at), answers[at]);
    }
    tool("curl", "turn=$(ls %1$s | grep -c asked); touch %1$s/asked$turn; cat %1$s/answer$turn");
    tool("sleep", "echo pause >>%1$s/pauses");
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", fragment.text() + "\necho \"ended with $?\"");
    builder.environment().merge("PATH", folder.toString(), (path, own) -> own + ":" + path);
    Process process = builder.redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private void tool(String name, String script) throws IOException {
    Path tool =
        Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script.formatted(folder) + "\n");
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void aControlPlaneIsAskedWhereItsOwnServerListens() {
    assertThat(api().get("/api/v1/nodes").text())
        .endsWith("request 'https://192.0.2.11:6443/api/v1/nodes'");
  }

  @Test
  void theBodyIsPrintedAndTheStatusDecides() throws Exception {
    assertThat(asked(api().get("/a"), "{\n \"kind\": \"Node\"\n}\n200"))
        .isEqualTo("{\n \"kind\": \"Node\"\n}\nended with 0\n");
  }

  @Test
  void whatEtcdCouldNotTakeForWantOfALeaderIsAskedAgain() throws Exception {
    assertThat(
            asked(
                api().patch("/a", "{}"),
                "{\"message\": \"etcdserver: leader changed\"}\n500",
                "{\"message\": \"etcdserver: request timed out\"}\n500",
                "{}\n200"))
        .isEqualTo("{}\nended with 0\n");
    assertThat(folder.resolve("pauses")).hasContent("pause\npause\n");
  }

  @Test
  void otherFailuresAreSaidAtOnce() throws Exception {
    assertThat(asked(api().get("/a"), "{\"message\": \"no\"}\n403"))
        .isEqualTo("{\"message\": \"no\"}\nended with 1\n");
    assertThat(folder.resolve("pauses")).doesNotExist();
  }

  @Test
  void whatIsNotThereNeedNotBeDeleted() throws Exception {
    assertThat(asked(api().deleteIfThere("/a"), "{}\n404")).endsWith("ended with 0\n");
  }
}
