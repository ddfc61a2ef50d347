package dev.daruma.engine.ssh;

import static dev.daruma.engine.ssh.Connecting.hello;
import static dev.daruma.engine.ssh.Connecting.passphrase;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.Problem.Code;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginTest {
  @TempDir Path directory = Path.of("");

  @SuppressWarnings("NullAway.Init")
  private SshHost host;

  @BeforeEach
  void start() {
    host = new SshHost(directory, Keys.HOST).authorize(Keys.USER.getPublic());
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @ParameterizedTest
  @CsvSource({
    "ssh-ed25519, 256",
    "ssh-rsa, 2048",
    "ecdsa-sha2-nistp256, 256",
    "ecdsa-sha2-nistp521, 521"
  })
  void keysOfEachType(String type, int bits) {
    KeyPair pair = Keys.generate(type, bits);
    host.authorize(pair.getPublic());
    assertThat(hello(host.target(Keys.file(directory, pair)))).isEqualTo("hello\n");
    assertThat(
            hello(
                host.target(Keys.file(directory, pair, "open sesame")),
                passphrase(ignored -> Optional.of("open sesame"))))
        .isEqualTo("hello\n");
    try (TestAgent agent = new TestAgent(directory, pair)) {
      assertThat(hello(host.target(), agentAt(agent.socket))).isEqualTo("hello\n");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void keysInPem() throws Exception {
    KeyPair pair = Keys.generate("ssh-rsa", 2048);
    host.authorize(pair.getPublic());
    assertThat(hello(host.target(pem(pair, "")))).isEqualTo("hello\n");
    assertThat(hello(host.target(pem(pair, "pass")), passphrase(ignored -> Optional.of("pass"))))
        .isEqualTo("hello\n");
  }

  private Path pem(KeyPair pair, String passphrase) throws Exception {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      if (passphrase.isEmpty()) {
        writer.writeObject(pair.getPrivate());
      } else {
        writer.writeObject(
            pair.getPrivate(),
            new JcePEMEncryptorBuilder("AES-256-CBC").build(passphrase.toCharArray()));
      }
    }
    return Files.writeString(Files.createTempFile(directory, "pem", ""), text.toString());
  }

  @Test
  void keyFilesThatAreNone() throws Exception {
    Path text = Files.writeString(directory.resolve("text"), "hello\n");
    Path absent = directory.resolve("absent");
    assertThat(Problems.of(() -> hello(host.target(text, absent))).cause())
        .contains("not offered: " + text + " holds no private key that can be read")
        .contains("not offered: " + absent + " does not exist");
  }

  @Test
  void refusedKeysAreNamed() {
    KeyPair stranger = Keys.ed25519();
    Path key = Keys.file(directory, stranger);
    Problem problem = Problems.of(() -> hello(host.target(key)));
    assertThat(problem.code()).isEqualTo(Code.LOGIN_REFUSED);
    assertThat(problem.passing()).isEmpty();
    assertThat(problem.cause())
        .isEqualTo(
            "127.0.0.1 port "
                + host.port()
                + " refuses the login of daruma\nrefused: "
                + key
                + " ("
                + KeyBlob.of(stranger.getPublic())
                + ")");
  }

  @Test
  void aUserThatIsNone() {
    Path key = Keys.file(directory, Keys.USER);
    assertThat(Problems.of(() -> hello(Connecting.as(host.target(key), "nobody"))).text())
        .contains("refuses the login of nobody", "~nobody/.ssh/authorized_keys");
  }

  @Test
  void theNamedKeyComesBeforeTheOthersOfAFullAgent() throws Exception {
    host.server.getProperties().put("max-auth-requests", 3);
    KeyPair[] many =
        IntStream.range(0, 8).mapToObj(ignored -> Keys.ed25519()).toArray(KeyPair[]::new);
    many[7] = Keys.USER;
    // Encrypted, so that only the agent can use it; its public half can be read all the same.
    Path named = Keys.file(directory, Keys.USER, "nobody knows");
    try (TestAgent agent = new TestAgent(directory, many)) {
      assertThat(hello(host.target(named), agentAt(agent.socket))).isEqualTo("hello\n");
      Problem problem = Problems.of(() -> hello(host.target(), agentAt(agent.socket)));
      assertThat(problem.code()).isEqualTo(Code.LOGIN_REFUSED);
      assertThat(problem.passing()).isEmpty();
      assertThat(problem.cause())
          .contains("refused: the agent's key test-key (ssh-ed25519 SHA256:");
    }
  }

  @Test
  void anAgentThatIsGone() {
    Path gone = directory.resolve("gone");
    assertThat(hello(host.target(Keys.file(directory, Keys.USER)), agentAt(gone)))
        .isEqualTo("hello\n");
    assertThat(Problems.of(() -> hello(host.target(), agentAt(gone))).cause())
        .contains("not offered: the ssh-agent at " + gone + " does not answer");
  }

  private static SshEnvironment agentAt(Path socket) {
    return new SshEnvironment(Optional.of(socket), ignored -> Optional.empty());
  }
}
