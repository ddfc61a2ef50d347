package dev.daruma.engine.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.host.Target;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.Problem.Code;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import dev.daruma.engine.shell.Shell;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionLossTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final HostName NODE = new HostName("node01");

  @TempDir Path directory = Path.of("");

  @SuppressWarnings("NullAway.Init")
  private SshHost host;

  @SuppressWarnings("NullAway.Init")
  private Proxy network;

  @SuppressWarnings("NullAway.Init")
  private Target target;

  @SuppressWarnings("NullAway.Init")
  private SshShells shells;

  @BeforeEach
  void start() {
    host = new SshHost(directory, Keys.HOST).authorize(Keys.USER.getPublic());
    network = new Proxy(host.port());
    String key = KeyBlob.of(Keys.HOST.getPublic()).base64();
    host.known("[127.0.0.1]:" + network.port() + " ssh-ed25519 " + key);
    target =
        Connecting.at(host.target(Keys.file(directory, Keys.USER)), "127.0.0.1", network.port());
    shells = new SshShells(List.of(target), Connecting.NOTHING);
  }

  @AfterEach
  void stop() {
    shells.close();
    network.close();
    host.close();
  }

  /** Runs a script that says by a pipe that it has begun, and never ends. */
  private CompletableFuture<Problem> endless(Shell shell) throws Exception {
    Path begun = directory.resolve("begun");
    Output made = shell.run(Fragment.of("mkfifo %s", begun), LIMIT);
    assertThat(made.succeeded()).isTrue();
    CompletableFuture<Problem> problem =
        CompletableFuture.supplyAsync(
            () -> Problems.of(() -> shell.run(Fragment.of("echo >%s; sleep 1000", begun), LIMIT)));
    try (InputStream pipe = Files.newInputStream(begun)) {
      assertThat(pipe.read()).isEqualTo('\n');
    }
    return problem;
  }

  @Test
  void aConnectionCutInTheMiddleOfACommand() throws Exception {
    Shell shell = shells.on(NODE);
    CompletableFuture<Problem> problem = endless(shell);
    network.cut();
    assertThat(problem.get().code()).isEqualTo(Code.CONNECTION_LOST);
    assertThat(problem.get().text())
        .startsWith(
            "node01: run a script failed\n  cause: the connection ended in the middle of it: ")
        .endsWith(
            "; whether it was done is not known\n"
                + "  remedy: see that the host is up and reachable, then run again: what it has done"
                + " is found out first");
    assertThat(shell.isClosed()).isTrue();
  }

  @Test
  void aHostThatEndsTheConnection() throws Exception {
    CompletableFuture<Problem> problem = endless(shells.on(NODE));
    host.cut();
    assertThat(problem.get().code()).isEqualTo(Code.CONNECTION_LOST);
  }

  @Test
  void aHostThatFallsSilent() throws Exception {
    try (SshShells watchful =
        new SshShells(List.of(target), Connecting.NOTHING, Duration.ofMillis(500))) {
      CompletableFuture<Problem> problem = endless(watchful.on(NODE));
      network.fallSilent();
      assertThat(problem.get().code()).isEqualTo(Code.CONNECTION_LOST);
      assertThat(problem.get().cause())
          .isEqualTo(
              "the connection ended in the middle of it: the host gave no sign of life 3 times in a"
                  + " row; whether it was done is not known");
    }
  }

  @Test
  void theNextUseConnectsAgain() throws Exception {
    Shell shell = shells.on(NODE);
    CompletableFuture<Problem> problem = endless(shell);
    host.cut();
    assertThat(problem.get().code()).isEqualTo(Code.CONNECTION_LOST);
    assertThat(Problems.of(() -> shell.run(Fragment.script(":"), LIMIT)).code())
        .isEqualTo(Code.CONNECTION_LOST);
    assertThat(shells.on(NODE).run(Fragment.script("echo again"), LIMIT).stdout())
        .isEqualTo("again\n");
  }

  @Test
  void aCommandThatTakesTooLong() {
    Shell shell = shells.on(NODE);
    Problem problem =
        Problems.of(() -> shell.run(Fragment.script("sleep 1000"), Duration.ofMillis(100)));
    assertThat(problem.code()).isEqualTo(Code.TIMED_OUT);
    assertThat(problem.text())
        .isEqualTo(
            "node01: run a script failed\n  cause: no answer within 100 ms\n  remedy: see what keeps"
                + " the host busy (top, journalctl -f); what was started there may still run, so"
                + " wait for it before running again");
    assertThat(shell.isClosed()).isFalse();
    assertThat(shell.run(Fragment.script("echo next"), LIMIT).stdout()).isEqualTo("next\n");
  }

  @Test
  void aConnectionWithCommandsThatStillRunIsReplacedBeforeItsChannelsAreUsedUp() {
    Shell worn = shells.on(NODE);
    Duration moment = Duration.ofMillis(50);
    assertThat(Problems.of(() -> worn.run(Fragment.script("sleep 1000"), moment)).code())
        .isEqualTo(Code.TIMED_OUT);
    assertThat(shells.on(NODE)).isSameAs(worn);
    assertThat(Problems.of(() -> worn.run(Fragment.script("sleep 1000"), moment)).code())
        .isEqualTo(Code.TIMED_OUT);
    Shell fresh = shells.on(NODE);
    assertThat(fresh).isNotSameAs(worn);
    assertThat(fresh.run(Fragment.script("echo fresh"), LIMIT).stdout()).isEqualTo("fresh\n");
    assertThat(worn.run(Fragment.script("echo worn"), LIMIT).stdout()).isEqualTo("worn\n");
  }

  @Test
  void aShellThatIsKilledIsReplaced() {
    Shell shell = shells.on(NODE);
    Problem problem = Problems.of(() -> shell.run(Fragment.script("kill -9 $$"), LIMIT));
    assertThat(problem.code()).isEqualTo(Code.CONNECTION_LOST);
    assertThat(problem.passing()).isEmpty();
    assertThat(problem.cause()).startsWith("the shell on the host ended in the middle of it");
    assertThat(shell.run(Fragment.script("echo next"), LIMIT).stdout()).isEqualTo("next\n");
  }

  @Test
  void aStoppedThreadIsToldSo() throws Exception {
    Shell shell = shells.on(NODE);
    CompletableFuture<Problem> problem = new CompletableFuture<>();
    Path begun = directory.resolve("begun");
    Output _ = shell.run(Fragment.of("mkfifo %s", begun), LIMIT);
    Thread thread =
        Thread.ofVirtual()
            .start(
                () ->
                    problem.complete(
                        Problems.of(
                            () -> shell.run(Fragment.of("echo >%s; sleep 1000", begun), LIMIT))));
    try (InputStream pipe = Files.newInputStream(begun)) {
      assertThat(pipe.read()).isEqualTo('\n');
    }
    thread.interrupt();
    assertThat(problem.get().cause()).isEqualTo("daruma stopped before the host had answered");
    assertThat(shell.run(Fragment.script("echo next"), LIMIT).stdout()).isEqualTo("next\n");
  }
}
