package dev.daruma.engine.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.daruma.engine.LocalShell;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Held;
import dev.daruma.engine.shell.Holding;
import dev.daruma.engine.shell.Output;
import dev.daruma.engine.shell.Shell;
import dev.daruma.engine.shell.Shells;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** This machine stands for the one host, with the lock's file in a folder of the test's. */
@Timeout(60)
class SiteLockTest {
  private static final HostName HERE = new HostName("here");
  private static final Instant SINCE = Instant.parse("2026-03-01T10:00:00Z");
  private static final Holder ALICE = new Holder("alice@desk", "apply", SINCE, 17);
  private static final Holder BOB = new Holder("bob@van", "reset", SINCE, 18);

  /** One host, and what is held there; away while nobody may reach it. */
  private static final class OneHost implements Shells {
    private final BlockingQueue<Held> granted = new LinkedBlockingQueue<>();
    private volatile boolean away;

    @Override
    public Shell on(HostName host) {
      if (away) {
        throw new ProblemException(
            Problem.of(Problem.Code.UNREACHABLE, host, "connect", "silence", "switch it on"));
      }
      return new Remembering(new LocalShell(host), granted);
    }

    @Override
    public long bytesSent() {
      return 0;
    }

    @Override
    public void close() {
      granted.forEach(Held::close);
    }
  }

  /** A shell that remembers what it was asked to hold. */
  private record Remembering(Shell shell, BlockingQueue<Held> granted) implements Shell {
    @Override
    public Holding hold(Fragment fragment, Duration limit) {
      Holding holding = shell.hold(fragment, limit);
      if (holding instanceof Holding.Granted(Held held)) {
        granted.add(held);
      }
      return holding;
    }

    @Override
    public HostName host() {
      return shell.host();
    }

    @Override
    public List<Output> run(List<Fragment> fragments, Duration limit) {
      return shell.run(fragments, limit);
    }

    @Override
    public Output feed(Fragment fragment, InputStream input, Duration limit) {
      return shell.feed(fragment, input, limit);
    }

    @Override
    public void upload(InputStream content, Path destination, String mode, String owner) {
      shell.upload(content, destination, mode, owner);
    }

    @Override
    public boolean isClosed() {
      return shell.isClosed();
    }

    @Override
    public void close() {
      shell.close();
    }
  }

  @TempDir private Path folder = Path.of("");
  private final OneHost host = new OneHost();
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

  @AfterEach
  void letGo() {
    host.close();
  }

  private SiteLock by(Holder holder) {
    SiteLock lock =
        new SiteLock(
            host,
            holder,
            new LockFile(folder.resolve("daruma.lock")),
            said::add,
            Duration.ofMillis(500));
    lock.take(List.of(HERE));
    return lock;
  }

  private Problem refused(Holder holder) {
    return catchThrowableOfType(ProblemException.class, () -> by(holder)).problem();
  }

  @Test
  void theSecondIsToldWhoTheFirstIs() throws Exception {
    Path file = folder.resolve("daruma.lock");
    try (SiteLock lock = by(ALICE)) {
      assertThat(Files.readString(file)).isEqualTo("alice@desk\napply\n2026-03-01T10:00:00Z\n17\n");
      assertThat(refused(BOB).code()).isEqualTo(Problem.Code.REFUSED);
      assertThat(refused(BOB).text())
          .isEqualTo(
              """
              here: lock the site failed
                cause: another run changes the site: alice@desk has held it since 2026-03-01T10:00:00Z \
              (daruma apply, process 17)
                remedy: wait until that run has ended; if it was killed or has lost its network, the \
              host frees the lock by itself within half a minute""");
      assertThat(lock.lost()).isEmpty();
    }
    assertThat(file).doesNotExist();
    by(BOB).close();
  }

  @Test
  void aFileThatAKilledHolderHasLeftLocksNobodyOut() throws Exception {
    Files.writeString(folder.resolve("daruma.lock"), ALICE.text());
    by(BOB).close();
  }

  @Test
  void whatCannotBeLockedAtAllIsNoRefusal() {
    OneHost unwritable = new OneHost();
    SiteLock lock =
        new SiteLock(
            unwritable,
            ALICE,
            new LockFile(folder.resolve("missing").resolve("daruma.lock")),
            said::add,
            Duration.ofMillis(500));
    Problem problem =
        catchThrowableOfType(ProblemException.class, () -> lock.take(List.of(HERE))).problem();
    assertThat(problem.code()).isEqualTo(Problem.Code.COMMAND_FAILED);
    assertThat(problem.cause()).contains("missing/daruma.lock");
  }

  @Test
  void aLostLockIsTakenAgain() throws Exception {
    try (SiteLock lock = by(ALICE)) {
      host.granted.take().close();
      assertThat(said.take()).contains("here: the lock was lost with the connection");
      assertThat(said.take()).isEqualTo("here: the lock is taken again");
      assertThat(refused(BOB).cause()).contains("alice@desk");
      assertThat(lock.shells().on(HERE).host()).isEqualTo(HERE);
    }
    by(BOB).close();
  }

  @Test
  void nothingIsStartedWhenSomebodyElseHasTakenIt() throws Exception {
    try (SiteLock lock = by(ALICE)) {
      host.away = true;
      host.granted.take().close();
      assertThat(said.take()).contains("was lost");
      Process bob =
          new ProcessBuilder(
                  "flock", folder.resolve("daruma.lock").toString(), "sh", "-c", "echo; cat")
              .start();
      assertThat(bob.getInputStream().read()).isEqualTo('\n');
      Files.writeString(folder.resolve("daruma.lock"), BOB.text());
      host.away = false;
      assertThat(said.take())
          .isEqualTo("here: somebody else has taken the lock; nothing more is started");
      assertThatThrownBy(() -> lock.shells().on(HERE)).hasMessageContaining("bob@van");
      assertThat(lock.lost().orElseThrow().code()).isEqualTo(Problem.Code.REFUSED);
      bob.getOutputStream().close();
      bob.waitFor();
    }
  }

  @Test
  void aHostThatIsAwayIsNotLockedAndThatIsAllThatIsReached() {
    host.away = true;
    assertThat(refused(ALICE).code()).isEqualTo(Problem.Code.UNREACHABLE);
  }

  @Test
  void wordsOfOthersAreKeptFromTheTerminal() {
    assertThat(Holder.parse("eve@\u001b[2J\napply\n2026-03-01T10:00:00Z\n1\n").orElseThrow().who())
        .isEqualTo("eve@?[2J");
    assertThat(Holder.parse("anything else")).isEmpty();
  }
}
