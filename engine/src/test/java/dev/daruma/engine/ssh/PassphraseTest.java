package dev.daruma.engine.ssh;

import static dev.daruma.engine.ssh.Connecting.hello;
import static dev.daruma.engine.ssh.Connecting.passphrase;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.host.Target;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.Problem.Code;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassphraseTest {
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

  @Test
  void thePassphraseIsAskedForOnceWhateverTheNumberOfHosts() {
    Path key = Keys.file(directory, Keys.USER, "open sesame");
    AtomicInteger asked = new AtomicInteger();
    List<Target> targets =
        IntStream.range(0, 5)
            .mapToObj(
                i ->
                    new Target(
                        new HostName("node" + i),
                        "127.0.0.1",
                        host.port(),
                        "daruma",
                        List.of(key),
                        new Target.HostKeys.KnownHosts(host.knownHosts),
                        Optional.empty(),
                        new Target.Become.AlreadyRoot(),
                        Connecting.LIMIT))
            .toList();
    try (SshShells shells =
        new SshShells(
            targets,
            passphrase(
                file -> {
                  assertThat(file).isEqualTo(key);
                  asked.incrementAndGet();
                  return Optional.of("open sesame");
                }))) {
      assertThat(
              targets.parallelStream().map(target -> shells.on(target.name()).isClosed()).toList())
          .containsOnly(false);
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void aPersonMayMistypeThePassphrase() {
    AtomicInteger asked = new AtomicInteger();
    assertThat(
            hello(
                host.target(Keys.file(directory, Keys.USER, "third")),
                passphrase(
                    ignored ->
                        Optional.of(
                            List.of("first", "second", "third").get(asked.getAndIncrement())))))
        .isEqualTo("hello\n");
  }

  @Test
  void aWrongPassphrase() {
    Path key = Keys.file(directory, Keys.USER, "right");
    AtomicInteger asked = new AtomicInteger();
    Problem problem =
        Problems.of(
            () ->
                hello(
                    host.target(key),
                    passphrase(
                        ignored -> {
                          asked.incrementAndGet();
                          return Optional.of("wrong");
                        })));
    assertThat(problem.code()).isEqualTo(Code.LOGIN_REFUSED);
    assertThat(problem.text())
        .isEqualTo(
            """
            node01: log in failed
              cause: 127.0.0.1 port %d refuses the login of daruma
                     not offered: the passphrase given for %s is wrong (give the right passphrase, or load the key into an agent: ssh-add %s)
                     there was no key to offer
              remedy: put one of your public keys into ~daruma/.ssh/authorized_keys on the host (ssh-copy-id), or name another user or identity in the site file"""
                .formatted(host.port(), key, key));
    assertThat(asked).hasValue(2);
  }

  @Test
  void noPassphrase() {
    Path key = Keys.file(directory, Keys.USER, "right");
    assertThat(Problems.of(() -> hello(host.target(key))).cause())
        .contains("not offered: " + key + " is encrypted and no passphrase was given");
  }
}
