package dev.daruma.engine.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.host.Target;
import dev.daruma.engine.problem.Problem.Code;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Held;
import dev.daruma.engine.shell.Holding;
import dev.daruma.engine.shell.Output;
import dev.daruma.engine.shell.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HeldTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** The host's patience is four of these. */
  private static final Duration HEARTBEAT = Duration.ofMillis(500);

  @TempDir Path directory = Path.of("");

  @SuppressWarnings("NullAway.Init")
  private SshHost host;

  @SuppressWarnings("NullAway.Init")
  private Proxy network;

  @SuppressWarnings("NullAway.Init")
  private SshShells shells;

  @SuppressWarnings("NullAway.Init")
  private Shell shell;

  @BeforeEach
  void connect() {
    host = new SshHost(directory, Keys.HOST).authorize(Keys.USER.getPublic());
    network = new Proxy(host.port());
    String key = KeyBlob.of(Keys.HOST.getPublic()).base64();
    host.known("[127.0.0.1]:" + network.port() + " ssh-ed25519 " + key);
    Target target =
        Connecting.at(host.target(Keys.file(directory, Keys.USER)), "127.0.0.1", network.port());
    shells = new SshShells(List.of(target), Connecting.NOTHING, HEARTBEAT);
    shell = shells.on(new HostName("node01"));
  }

  @AfterEach
  void disconnect() {
    shells.close();
    network.close();
    host.close();
  }

  /** Takes a lock on a file of the test's. */
  private Holding lock() {
    return shell.hold(
        Fragment.of(
            """
            exec 9>%s
            flock -n 9 || { echo "somebody has it" >&2; exit 7; }
            echo "I have it"
            """,
            directory.resolve("lock")),
        LIMIT);
  }

  private Held held() {
    return lock() instanceof Holding.Granted(Held held) ? held : refused();
  }

  private static Held refused() {
    throw new AssertionError("the lock was refused");
  }

  private boolean isFree() throws Exception {
    return new ProcessBuilder("flock", "-n", directory.resolve("lock").toString(), "true")
            .start()
            .waitFor()
        == 0;
  }

  private void awaitFree() throws Exception {
    assertThat(
            new ProcessBuilder("flock", "-w", "30", directory.resolve("lock").toString(), "true")
                .start()
                .waitFor())
        .isZero();
  }

  @Test
  void whatIsHeldIsFreeWhenItIsLetGo() throws Exception {
    try (Held held = held()) {
      assertThat(held.said()).isEqualTo("I have it");
      assertThat(held.end()).isNotDone();
      assertThat(isFree()).isFalse();
      assertThat(lock()).isEqualTo(new Holding.Denied(new Output(7, "", "somebody has it\n")));
    }
    assertThat(isFree()).isTrue();
  }

  @Test
  void theHostHearsOfUsForLongerThanItsPatience() throws Exception {
    try (Held held = held()) {
      assertThatThrownBy(() -> held.end().get(HEARTBEAT.toMillis() * 8, TimeUnit.MILLISECONDS))
          .isInstanceOf(java.util.concurrent.TimeoutException.class);
      assertThat(isFree()).isFalse();
    }
  }

  @Test
  void anEndThatNobodyWantedIsToldWithWhatWasSaid() throws Exception {
    Holding holding = shell.hold(Fragment.script("echo begun; echo why >&2; exit 3"), LIMIT);
    assertThat(holding).isInstanceOf(Holding.Granted.class);
    try (Held held = ((Holding.Granted) holding).held()) {
      assertThat(held.said()).isEqualTo("begun");
      assertThat(held.end().get()).isEqualTo(new Output(3, "", "why\n"));
    }
  }

  @Test
  void whatIsToBeDoneAtTheEndIsDone() throws Exception {
    Path file = directory.resolve("file");
    Holding holding =
        shell.hold(
            Fragment.of("last() { rm %s; }; trap last EXIT; touch %s; echo there", file, file),
            LIMIT);
    try (Held held = ((Holding.Granted) holding).held()) {
      assertThat(held.said()).isEqualTo("there");
      assertThat(file).exists();
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void aCutConnectionFreesIt() throws Exception {
    try (Held held = held()) {
      network.cut();
      assertThatThrownBy(() -> held.end().get()).isInstanceOf(ExecutionException.class);
      awaitFree();
    }
  }

  /** Whoever speaks to nobody is ended by SIGPIPE, and dash then skips what is trapped on EXIT. */
  @Test
  void whatIsToBeDoneAtTheEndIsDoneThoughNobodyHearsThatItIsHeld() throws Exception {
    Path begun = directory.resolve("begun");
    Path file = directory.resolve("file");
    Fragment fragment =
        Fragment.of(
            """
            last() { rm %s; }
            trap last EXIT
            touch %s %s
            sleep 2
            echo there
            echo there still""",
            file, file, begun);
    CompletableFuture<Void> asked =
        CompletableFuture.runAsync(
            () -> assertThat(Problems.of(() -> shell.hold(fragment, LIMIT))).isNotNull());
    await(() -> Files.exists(begun));
    assertThat(file).exists();
    network.cut();
    asked.get();
    await(() -> !Files.exists(file));
  }

  private static void await(BooleanSupplier done) throws InterruptedException {
    while (!done.getAsBoolean()) {
      Thread.sleep(20);
    }
  }

  @Test
  void silenceFreesItThoughTheHostSeesTheConnectionStand() throws Exception {
    try (Held held = held()) {
      network.fallSilent();
      awaitFree();
      assertThat(host.server.getActiveSessions()).as("as the host sees it").isNotEmpty();
      assertThatThrownBy(() -> held.end().get()).isInstanceOf(ExecutionException.class);
    }
  }

  @Test
  void aFragmentThatSaysNothingIsNotWaitedForForever() {
    assertThat(
            Problems.of(
                    () -> shell.hold(Fragment.script("read -r silence"), Duration.ofMillis(300)))
                .code())
        .isEqualTo(Code.TIMED_OUT);
  }

  @Test
  void channelsThatAreDoneWithAreGivenBack() {
    for (int i = 0; i < 25; i++) {
      held().close();
    }
    assertThat(Files.exists(directory.resolve("lock"))).isTrue();
  }

  @Test
  void bytesAreCounted() {
    long before = shells.bytesSent();
    Output output = shell.feed(Fragment.script("wc -c"), SshShellTest.zeros(3_000_000), LIMIT);
    assertThat(output.stdout()).isEqualTo("3000000\n");
    assertThat(shells.bytesSent() - before).isBetween(3_000_000L, 3_010_000L);
  }
}
