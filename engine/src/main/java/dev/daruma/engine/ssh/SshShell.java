package dev.daruma.engine.ssh;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.host.Target;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.DiskFull;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.FramedShell;
import dev.daruma.engine.shell.Holding;
import dev.daruma.engine.shell.Output;
import dev.daruma.engine.shell.Pipes;
import dev.daruma.engine.shell.Pulse;
import dev.daruma.engine.shell.RootShell;
import dev.daruma.engine.shell.Shell;
import dev.daruma.engine.shell.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.apache.sshd.client.session.ClientSession;

/**
 * Root's shell on a host, over one SSH connection.
 *
 * <p>Scripts share at most four channels, each with an {@code sh} that stays; streams that are fed
 * and fragments that are held have at most five more. Together they are fewer than the ten sshd
 * allows (MaxSessions).
 */
final class SshShell implements Shell {
  private static final int RUNS = 4;
  private static final int STREAMS = 5;

  private final Target target;
  private final ClientSession session;
  private final Losses losses;
  private final Pulse pulse;
  private final LongAdder sent;
  private final Semaphore runs = new Semaphore(RUNS, true);
  private final Semaphore streams = new Semaphore(STREAMS, true);
  private final AtomicInteger abandoned = new AtomicInteger();
  private final Deque<FramedShell> idle = new ConcurrentLinkedDeque<>();

  /**
   * @param sent counts the bytes that are written to the host
   */
  SshShell(Target target, ClientSession session, Pulse pulse, LongAdder sent) {
    this.target = target;
    this.session = session;
    this.pulse = pulse;
    this.sent = sent;
    this.losses = new Losses(target.name(), session);
  }

  /** Opens the first channel, by which it is proven that scripts run as root. */
  void becomeRoot() {
    List<Output> _ = run(List.of(), target.connectTimeout());
  }

  @Override
  public HostName host() {
    return target.name();
  }

  @Override
  public List<Output> run(List<Fragment> fragments, Duration limit) {
    return using(
        runs,
        () -> {
          FramedShell shell = idleOrNew();
          List<Output> outputs =
              answered(() -> losses.told("run a script", limit, () -> shell.run(fragments, limit)));
          idle.addFirst(shell);
          return outputs;
        });
  }

  @Override
  public Output feed(Fragment fragment, InputStream input, Duration limit) {
    return using(
        streams,
        () -> {
          FramedShell shell = start(RootShell::begin);
          Output output =
              answered(
                  () ->
                      losses.told(
                          "send a stream", limit, () -> shell.feed(fragment, input, limit)));
          DiskFull.in(output, host(), "write what was sent")
              .ifPresent(
                  problem -> {
                    throw new ProblemException(problem);
                  });
          return output;
        });
  }

  @Override
  public Holding hold(Fragment fragment, Duration limit) {
    acquire(streams);
    boolean granted = false;
    try {
      FramedShell shell = start(RootShell::begin);
      Holding holding =
          answered(
              () ->
                  losses.told(
                      "hold something",
                      limit,
                      () -> shell.hold(fragment, pulse, limit, streams::release)));
      granted = holding instanceof Holding.Granted;
      return holding;
    } finally {
      if (!granted) {
        streams.release();
      }
    }
  }

  @Override
  public void upload(InputStream content, Path destination, String mode, String owner) {
    Upload.through(this, content, destination, mode, owner);
  }

  private <T> T answered(Supplier<T> conversation) {
    boolean answered = false;
    try {
      T answer = conversation.get();
      answered = true;
      return answer;
    } finally {
      if (!answered) {
        abandoned.incrementAndGet();
      }
    }
  }

  private FramedShell idleOrNew() {
    FramedShell waiting = idle.pollFirst();
    while (waiting != null && waiting.hasEnded()) {
      waiting.close();
      waiting = idle.pollFirst();
    }
    return waiting == null ? start(RootShell::stay) : waiting;
  }

  private interface Beginning {
    FramedShell begin(RootShell shell, Pipes pipes, Duration limit)
        throws IOException, TimeoutException, InterruptedException;
  }

  private FramedShell start(Beginning beginning) {
    RootShell shell = new RootShell(host(), target.user(), target.become(), SshShells::randomWord);
    Duration limit = target.connectTimeout();
    return losses.told(
        "start a shell",
        limit,
        () ->
            beginning.begin(
                shell, ChannelPipes.open(session, shell.command(), limit, sent), limit));
  }

  private void acquire(Semaphore channels) {
    try {
      channels.acquire();
    } catch (InterruptedException stopped) {
      throw losses.stopped("wait for a free channel", stopped);
    }
  }

  private <T> T using(Semaphore channels, Supplier<T> work) {
    acquire(channels);
    try {
      return work.get();
    } finally {
      channels.release();
    }
  }

  /**
   * Whether so many channels have been given up in the middle of something that sshd, for which
   * they count until what runs on them ends, may open no more.
   */
  boolean isWorn() {
    return abandoned.get() >= 2;
  }

  @Override
  public boolean isClosed() {
    return !session.isOpen();
  }

  @Override
  public void close() {
    session.close(true);
  }
}
