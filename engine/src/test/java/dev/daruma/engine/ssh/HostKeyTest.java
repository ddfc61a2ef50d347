package dev.daruma.engine.ssh;

import static dev.daruma.engine.ssh.Connecting.hello;
import static dev.daruma.engine.ssh.Connecting.knownBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.engine.host.Target;
import dev.daruma.engine.host.Target.HostKeys;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.Problem.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostKeyTest {
  private static final KeyPair RSA = Keys.generate("ssh-rsa", 2048);
  private static final KeyPair ECDSA = Keys.generate("ecdsa-sha2-nistp256", 256);

  @TempDir Path directory = Path.of("");

  @SuppressWarnings("NullAway.Init")
  private SshHost host;

  @SuppressWarnings("NullAway.Init")
  private Target target;

  @BeforeEach
  void start() {
    host = new SshHost(directory, ECDSA, Keys.HOST, RSA).authorize(Keys.USER.getPublic());
    target = host.target(Keys.file(directory, Keys.USER));
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void theTypeByWhichTheHostIsKnownIsAskedFor() {
    for (KeyPair key : List.of(ECDSA, Keys.HOST, RSA)) {
      host.knowsKey(key.getPublic());
      assertThat(hello(target)).isEqualTo("hello\n");
    }
  }

  @Test
  void aPinnedFingerprintMayBeThatOfAnyType() {
    for (KeyPair key : List.of(ECDSA, Keys.HOST, RSA)) {
      String fingerprint = KeyBlob.of(key.getPublic()).fingerprint();
      assertThat(hello(knownBy(target, new HostKeys.Pinned(fingerprint)))).isEqualTo("hello\n");
    }
  }

  @Test
  void anUnknownKey() throws Exception {
    Files.delete(host.knownHosts);
    Problem problem = Problems.of(() -> hello(target));
    assertThat(problem.code()).isEqualTo(Code.HOST_KEY_UNKNOWN);
    assertThat(problem.passing()).isEmpty();
    assertThat(problem.text())
        .isEqualTo(
            """
            node01: verify the host key failed
              cause: %1$s knows no key of 127.0.0.1 port %2$d, which shows %3$s
              remedy: compare with what the host's own console says (ssh-keygen -l -f /etc/ssh/ssh_host_%4$s_key.pub); if it is the same: ssh-keyscan -p %2$d 127.0.0.1 >> %1$s"""
                .formatted(
                    host.knownHosts, host.port(), KeyBlob.of(Keys.HOST.getPublic()), "ed25519"));
  }

  @Test
  void aChangedKey() {
    host.knowsKey(Keys.ed25519().getPublic());
    Problem problem = Problems.of(() -> hello(target));
    assertThat(problem.code()).isEqualTo(Code.HOST_KEY_CHANGED);
    assertThat(problem.passing()).isEmpty();
    assertThat(problem.cause())
        .isEqualTo(
            "127.0.0.1 port "
                + host.port()
                + " shows "
                + KeyBlob.of(Keys.HOST.getPublic())
                + ", which is none of those "
                + host.knownHosts
                + " knows it by: the host was installed anew, or someone stands in between");
    assertThat(problem.remedy())
        .startsWith(
            "if it was installed anew: ssh-keygen -R '[127.0.0.1]:"
                + host.port()
                + "' -f "
                + host.knownHosts);
  }

  @Test
  void aRevokedKey() {
    KeyBlob key = KeyBlob.of(Keys.HOST.getPublic());
    String line = "[127.0.0.1]:" + host.port() + " ssh-ed25519 " + key.base64();
    host.known(line + "\n@revoked " + line);
    Problem problem = Problems.of(() -> hello(target));
    assertThat(problem.code()).isEqualTo(Code.HOST_KEY_CHANGED);
    assertThat(problem.passing()).isEmpty();
    assertThat(problem.cause()).endsWith("which " + host.knownHosts + " marks as revoked");
  }

  @Test
  void anotherPin() {
    Problem problem =
        Problems.of(() -> hello(knownBy(target, new HostKeys.Pinned("SHA256:nonsense"))));
    assertThat(problem.code()).isEqualTo(Code.HOST_KEY_CHANGED);
    assertThat(problem.passing()).isEmpty();
    assertThat(problem.cause()).contains(" shows ssh-rsa SHA256:", "pins SHA256:nonsense");
  }

  @Test
  void aFileOfKnownHostsThatCannotBeRead() {
    Problem problem = Problems.of(() -> hello(knownBy(target, new HostKeys.KnownHosts(directory))));
    assertThat(problem.code()).isEqualTo(Code.HOST_KEY_UNKNOWN);
    assertThat(problem.passing()).isEmpty();
    assertThat(problem.cause()).startsWith("the file of known hosts cannot be read");
  }
}
