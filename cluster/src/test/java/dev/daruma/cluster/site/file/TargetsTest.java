package dev.daruma.cluster.site.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.engine.host.Target;
import dev.daruma.engine.host.Target.Become;
import dev.daruma.engine.host.Target.HostKeys.KnownHosts;
import dev.daruma.engine.host.Target.HostKeys.Pinned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host's effective SSH settings, from the site's and its own. */
final class TargetsTest {
  private static final String PIN = "SHA256:2Lp0eUl7R1iMcXP2ZHL+jLvQv8HmRVWa8XOH0ZQ5f9o";

  @TempDir Path folder;

  @BeforeEach
  void anOperatorHasAKey() throws IOException {
    Files.createDirectories(home().resolve(".ssh"));
    Files.writeString(home().resolve(".ssh/id_rsa"), "a key");
  }

  @Test
  void withoutSettingsTheOperatorLogsInWithTheKeysThatAreThere() throws IOException {
    var target = target("{}", "");

    assertThat(target.user()).isEqualTo("neko");
    assertThat(target.port()).isEqualTo(22);
    assertThat(target.identities()).containsExactly(home().resolve(".ssh/id_rsa"));
    assertThat(target.hostKeys()).isEqualTo(new KnownHosts(home().resolve(".ssh/known_hosts")));
    assertThat(target.become()).isEqualTo(new Become.Sudo());
    assertThat(target.jump()).isEmpty();
    assertThat(target.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void aHostChangesSingleKeysOfTheSites() throws IOException {
    var target =
        target(
            "{user: ubuntu, port: 2200, connectTimeout: 5s, knownHosts: known}",
            ", ssh: {port: 22}, hostKey: " + PIN);

    assertThat(target.user()).isEqualTo("ubuntu");
    assertThat(target.port()).isEqualTo(22);
    assertThat(target.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(target.hostKeys()).isEqualTo(new Pinned(PIN));
  }

  @Test
  void pathsStartFromTheSiteFilesFolder() throws IOException {
    var target = target("{identity: [keys/one, ~/two, /three], knownHosts: known}", "");

    assertThat(target.identities())
        .containsExactly(folder.resolve("keys/one"), home().resolve("two"), Path.of("/three"));
    assertThat(target.hostKeys()).isEqualTo(new KnownHosts(folder.resolve("known")));
  }

  @Test
  void rootNeedsNoSudo() throws IOException {
    assertThat(target("{user: root}", "").become()).isEqualTo(new Become.AlreadyRoot());
    assertThat(target("{user: root, become: sudo}", "").become()).isEqualTo(new Become.Sudo());
  }

  @Test
  void passwordsComeFromAFileOrTheEnvironment() throws IOException {
    Files.writeString(folder.resolve("password"), "from file\nsecond line\n");

    assertThat(target("{become: {sudo: {passwordFile: password}}}", "").become())
        .isEqualTo(new Become.SudoWithPassword(new Target.Password("from file")));
    assertThat(target("{become: {sudo: {passwordEnvironment: SUDO}}}", "").become())
        .isEqualTo(new Become.SudoWithPassword(new Target.Password("from environment")));
  }

  @Test
  void aJumpHostHasAKeyAndAUserOfItsOwn() throws IOException {
    assertThat(target("{user: pi, jump: bastion.example.com}", "").jump())
        .contains(
            new Target.Jump(
                "bastion.example.com",
                22,
                "pi",
                new KnownHosts(home().resolve(".ssh/known_hosts"))));
    var site = "{jump: {address: 10.9.9.9, port: 2222, user: admin, hostKey: %s}}".formatted(PIN);
    assertThat(target(site, "").jump())
        .contains(new Target.Jump("10.9.9.9", 2222, "admin", new Pinned(PIN)));
  }

  private Target target(String siteSsh, String hostKeys) throws IOException {
    var file =
        Files.writeString(
            folder.resolve("site.yaml"),
            """
            apiVersion: daruma.dev/v1alpha1
            kind: Site
            name: one
            ssh: %s
            hosts:
              a: {address: 10.1.0.1, roles: [control-plane, worker]%s}
            kubernetes: {version: 1.20.2, endpoint: 10.1.0.9}
            """
                .formatted(siteSsh, hostKeys));
    var reading =
        SiteFile.read(file, new Operator("neko", home(), Map.of("SUDO", "from environment")));
    assertThat(reading.errors()).isEmpty();
    return reading.site().orElseThrow().targets().getFirst();
  }

  private Path home() {
    return folder.resolve("home");
  }
}
