package dev.daruma.engine.ssh;

import static dev.daruma.engine.ssh.Connecting.at;
import static dev.daruma.engine.ssh.Connecting.hello;
import static dev.daruma.engine.ssh.Connecting.through;
import static dev.daruma.engine.ssh.Connecting.within;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.engine.host.Target;
import dev.daruma.engine.host.Target.HostKeys;
import dev.daruma.engine.host.Target.Jump;
import dev.daruma.engine.problem.Passing;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.Problem.Code;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReachTest {
  @TempDir Path directory = Path.of("");

  @SuppressWarnings("NullAway.Init")
  private SshHost host;

  @SuppressWarnings("NullAway.Init")
  private SshHost jump;

  @SuppressWarnings("NullAway.Init")
  private Target target;

  @BeforeEach
  void start() throws Exception {
    host =
        new SshHost(Files.createDirectory(directory.resolve("host")), Keys.HOST)
            .authorize(Keys.USER.getPublic());
    jump =
        new SshHost(Files.createDirectory(directory.resolve("jump")), Keys.ed25519())
            .authorize(Keys.USER.getPublic());
    target = host.target(Keys.file(directory, Keys.USER));
  }

  @AfterEach
  void stop() {
    host.close();
    jump.close();
  }

  private Jump byJump() {
    return new Jump("127.0.0.1", jump.port(), "daruma", new HostKeys.KnownHosts(jump.knownHosts));
  }

  private static int closedPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void connectionRefused() throws Exception {
    int port = closedPort();
    Problem problem = Problems.of(() -> hello(at(target, "127.0.0.1", port)));
    assertThat(problem.passing()).contains(Passing.HOST_STARTS);
    assertThat(problem.text())
        .isEqualTo(
            """
            node01: connect failed
              cause: 127.0.0.1 port %d refuses connections: nothing listens there
              remedy: start sshd on the host (systemctl start ssh), or correct the port in the site file"""
                .formatted(port));
  }

  @Test
  void unknownName() {
    Problem problem = Problems.of(() -> hello(at(target, "nowhere.invalid", 22)));
    assertThat(problem.passing()).isEmpty();
    assertThat(problem.text())
        .isEqualTo(
            """
            node01: connect failed
              cause: the name nowhere.invalid is not known to DNS or the hosts file
              remedy: correct the address in the site file, or put the IP address there""");
  }

  @Test
  void noRoute() {
    // Class E: the kernel refuses to send there.
    Problem problem =
        Problems.of(() -> hello(within(at(target, "255.255.255.255", 22), Duration.ofSeconds(2))));
    assertThat(problem.code()).isEqualTo(Code.UNREACHABLE);
    assertThat(problem.passing()).isEmpty();
    assertThat(problem.cause()).contains("255.255.255.255 port 22");
  }

  @Test
  void aServerThatNeverSpeaks() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Problem problem =
          Problems.of(
              () ->
                  hello(
                      within(
                          at(target, "127.0.0.1", mute.getLocalPort()), Duration.ofMillis(900))));
      assertThat(problem.code()).isEqualTo(Code.UNREACHABLE);
      assertThat(problem.cause())
          .isEqualTo(
              "127.0.0.1 port "
                  + mute.getLocalPort()
                  + " took the connection, but the login did not end within 2700 ms");
    }
  }

  @Test
  void aServerOfAnotherKind() throws Exception {
    try (ServerSocket web = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread _ =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (Socket visitor = web.accept();
                        OutputStream answer = visitor.getOutputStream()) {
                      answer.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
                    } catch (IOException ended) {
                      // So has the visitor.
                    }
                  });
      Problem problem = Problems.of(() -> hello(at(target, "127.0.0.1", web.getLocalPort())));
      assertThat(problem.code()).isEqualTo(Code.UNREACHABLE);
      assertThat(problem.text()).contains("ended the connection before the login", "journalctl");
      assertThat(problem.passing()).isEmpty();
    }
  }

  /** As sshd does while pam_nologin(8) keeps users out of a host that boots. */
  @Test
  void aServerThatEndsTheConnectionWhileItsHostBoots() throws Exception {
    try (ServerSocket booting = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread _ =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (Socket visitor = booting.accept();
                        OutputStream answer = visitor.getOutputStream()) {
                      answer.write("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n".getBytes(US_ASCII));
                      answer.flush();
                      visitor.shutdownOutput();
                      visitor.getInputStream().readAllBytes();
                    } catch (IOException ended) {
                      // So has the visitor.
                    }
                  });
      Problem problem = Problems.of(() -> hello(at(target, "127.0.0.1", booting.getLocalPort())));
      assertThat(problem.code()).isEqualTo(Code.UNREACHABLE);
      assertThat(problem.passing()).contains(Passing.HOST_STARTS);
    }
  }

  @Test
  void throughAJumpHost() {
    assertThat(hello(through(target, byJump()))).isEqualTo("hello\n");
  }

  @Test
  void aJumpHostWithAnUnknownKey() throws Exception {
    Files.delete(jump.knownHosts);
    Problem problem = Problems.of(() -> hello(through(target, byJump())));
    assertThat(problem.code()).isEqualTo(Code.HOST_KEY_UNKNOWN);
    assertThat(problem.cause())
        .contains("knows no key of the jump host 127.0.0.1 port " + jump.port());
  }

  @Test
  void aHostBehindTheJumpHostWithAnotherKey() {
    host.knowsKey(Keys.ed25519().getPublic());
    assertThat(Problems.of(() -> hello(through(target, byJump()))).code())
        .isEqualTo(Code.HOST_KEY_CHANGED);
  }

  @Test
  void aJumpHostThatIsNotThere() throws Exception {
    int port = closedPort();
    Jump gone = new Jump("127.0.0.1", port, "daruma", new HostKeys.KnownHosts(jump.knownHosts));
    assertThat(Problems.of(() -> hello(through(target, gone))).text())
        .startsWith(
            "node01: connect to the jump host failed\n  cause: the jump host 127.0.0.1 port "
                + port
                + " refuses connections");
  }

  @Test
  void aHostThatIsNotThereBehindTheJumpHost() throws Exception {
    int port = closedPort();
    Problem problem = Problems.of(() -> hello(at(through(target, byJump()), "127.0.0.1", port)));
    assertThat(problem.code()).isEqualTo(Code.UNREACHABLE);
    assertThat(problem.cause())
        .startsWith(
            "the jump host 127.0.0.1 port "
                + jump.port()
                + " cannot reach 127.0.0.1 port "
                + port
                + ": ");
  }

  @Test
  void aJumpHostThatLetsNothingThrough() {
    jump.server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
    Problem problem = Problems.of(() -> hello(through(target, byJump())));
    assertThat(problem.code()).isEqualTo(Code.UNREACHABLE);
    assertThat(problem.text()).contains("jump host 127.0.0.1 port " + jump.port());
  }
}
