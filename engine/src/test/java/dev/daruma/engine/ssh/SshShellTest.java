package dev.daruma.engine.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.host.Target;
import dev.daruma.engine.problem.Problem.Code;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import dev.daruma.engine.shell.Shell;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshShellTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path directory = Path.of("");

  @SuppressWarnings("NullAway.Init")
  private SshHost host;

  @SuppressWarnings("NullAway.Init")
  private SshShells shells;

  @SuppressWarnings("NullAway.Init")
  private Shell shell;

  @BeforeEach
  void connect() {
    host = new SshHost(directory, Keys.HOST).authorize(Keys.USER.getPublic());
    shells =
        new SshShells(List.of(host.target(Keys.file(directory, Keys.USER))), Connecting.NOTHING);
    shell = shells.on(new HostName("node01"));
  }

  @AfterEach
  void disconnect() {
    shells.close();
    host.close();
  }

  @Test
  void scriptsAreRun() {
    assertThat(shell.host()).isEqualTo(new HostName("node01"));
    assertThat(shell.run(Fragment.script("echo out; echo err >&2; exit 3"), LIMIT))
        .isEqualTo(new Output(3, "out\n", "err\n"));
  }

  @Test
  void streamsAreFed() {
    assertThat(
            shell.feed(
                Fragment.script("cat; exit 3"), new ByteArrayInputStream(new byte[] {'x'}), LIMIT))
        .isEqualTo(new Output(3, "x", ""));
  }

  @Test
  void aFullDiskIsSaidWhenAStreamIsFed() {
    assertThat(
            Problems.of(
                    () ->
                        shell.feed(
                            Fragment.script("cat >/dev/full"),
                            new ByteArrayInputStream(new byte[10]),
                            LIMIT))
                .code())
        .isEqualTo(Code.DISK_FULL);
  }

  @Test
  void megabytesOnBothStreams() {
    Output output =
        shell.run(
            Fragment.script(
                "head -c 6000000 /dev/zero | tr '\\0' x >&2 & head -c 5000000 /dev/zero | tr '\\0'"
                    + " y; wait"),
            LIMIT);
    assertThat(output.stdout()).hasSize(5_000_000);
    assertThat(output.stderr()).hasSize(6_000_000);
  }

  @Test
  void manyThreadsShareFourChannels() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> calls =
          IntStream.range(0, 100)
              .<Callable<String>>mapToObj(
                  i -> () -> shell.run(Fragment.of("echo %s $PPID $$", i), LIMIT).stdout())
              .toList();
      List<Future<String>> answers = threads.invokeAll(calls);
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get()).startsWith(i + " ");
      }
      assertThat(answers.stream().map(answer -> answer.resultNow().split(" ")[2]).distinct())
          .hasSizeLessThanOrEqualTo(4);
    }
  }

  @Test
  void slowScriptsRunBesideEachOther() throws Exception {
    Path fifo = directory.resolve("fifo");
    Output _ = shell.run(Fragment.of("mkfifo %s", fifo), LIMIT);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // Each waits for the other.
      Future<Output> reader = threads.submit(() -> shell.run(Fragment.of("cat %s", fifo), LIMIT));
      Output _ = shell.run(Fragment.of("echo met >%s", fifo), LIMIT);
      assertThat(reader.get().stdout()).isEqualTo("met\n");
    }
  }

  @Test
  void oneConnectionServesAll() {
    assertThat(shells.on(new HostName("node01"))).isSameAs(shell);
    assertThat(host.server.getActiveSessions()).hasSize(1);
    assertThatThrownBy(() -> shells.on(new HostName("nobody")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aHostThatDoesNotAnswerHoldsUpNoOther() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Target well = host.target(Keys.file(directory, Keys.USER));
      Target ill =
          new Target(
              new HostName("node02"),
              "127.0.0.1",
              mute.getLocalPort(),
              "daruma",
              well.identities(),
              well.hostKeys(),
              Optional.empty(),
              well.become(),
              LIMIT);
      try (SshShells both = new SshShells(List.of(ill, well), Connecting.NOTHING);
          ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Shell> waiting = threads.submit(() -> both.on(ill.name()));
        try (Socket visitor = mute.accept()) {
          assertThat(visitor.isConnected()).isTrue();
          assertThat(both.on(well.name()).run(Fragment.script("echo well"), LIMIT).stdout())
              .isEqualTo("well\n");
          assertThat(waiting.isDone()).isFalse();
        }
        assertThatThrownBy(waiting::get).hasMessageContaining("node02: connect failed");
      }
    }
  }

  @Test
  void channelsThatAreDoneWithAreGivenBack() {
    for (int i = 0; i < 25; i++) {
      assertThat(
              shell.feed(Fragment.script("cat"), new ByteArrayInputStream(new byte[] {'x'}), LIMIT))
          .isEqualTo(new Output(0, "x", ""));
    }
  }

  /** A stream of zeros that takes no memory. */
  static InputStream zeros(long length) {
    return new InputStream() {
      private long left = length;

      @Override
      public int read() {
        return left-- > 0 ? 0 : -1;
      }

      @Override
      public int read(byte[] chunk, int offset, int wanted) {
        if (left <= 0) {
          return -1;
        }
        int given = (int) Math.min(left, wanted);
        left -= given;
        return given;
      }
    };
  }

  @Test
  void aLongStreamTakesLittleMemory() {
    Output output = shell.feed(Fragment.script("wc -c"), zeros(200_000_000), Duration.ofMinutes(2));
    assertThat(output.stdout()).isEqualTo("200000000\n");
  }
}
