package dev.daruma.engine.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A running {@code sh} that answers fragment after fragment over its three streams. For one thread
 * at a time. After any exception it is of no more use and closed.
 *
 * <p>What a fragment leaves in the background does not hold up its answer; what that prints later
 * is taken for the output of a later fragment.
 */
public final class FramedShell implements AutoCloseable {
  /** How much of one fragment's output is kept, in bytes; more than this is a mistake. */
  static final int OUTPUT_LIMIT = 256 * 1024 * 1024;

  private static final Duration FOREVER = Duration.ofDays(365);

  private static final byte[] NEWLINE = {'\n'};

  private final Pipes pipes;
  private final Framing framing;
  private final Arrivals output;
  private final Arrivals error;
  private final ReentrantLock writing = new ReentrantLock();
  private final AtomicBoolean closed = new AtomicBoolean();
  private long frames;

  FramedShell(Pipes pipes, String nonce, Arrivals output, Arrivals error) {
    this.pipes = pipes;
    this.framing = new Framing(nonce);
    this.output = output;
    this.error = error;
  }

  /**
   * Over the streams of an {@code sh} that reads its script from standard input.
   *
   * @param nonce a random word that nobody can guess, letters and digits
   */
  public static FramedShell over(Pipes pipes, String nonce) {
    return new FramedShell(
        pipes,
        nonce,
        Arrivals.from(pipes.output(), OUTPUT_LIMIT),
        Arrivals.from(pipes.error(), OUTPUT_LIMIT));
  }

  /**
   * Runs the fragments one after the other, each in a subshell with empty standard input.
   *
   * @param limit time for all of them together
   * @throws IOException when the shell ended before it answered: what it did is unknown
   * @throws TimeoutException when the limit has passed
   */
  public List<Output> run(List<Fragment> fragments, Duration limit)
      throws IOException, TimeoutException, InterruptedException {
    byte[] script = framing.script(fragments, frames);
    return converse(
        limit,
        () -> write(script),
        deadline -> {
          List<Output> outputs = new ArrayList<>(fragments.size());
          for (int i = 0; i < fragments.size(); i++) {
            outputs.add(answer(deadline));
          }
          return outputs;
        });
  }

  /**
   * Runs a fragment with the stream as its standard input; the shell reads the script by {@code
   * read} and {@code eval} of one line, see {@link RootShell}, and is of no use afterwards.
   *
   * @throws FeedBroken when the stream itself could not be read to its end
   */
  public Output feed(Fragment fragment, InputStream content, Duration limit)
      throws IOException, TimeoutException, InterruptedException {
    byte[] script = framing.feedingScript(fragment);
    try (this) {
      return converse(limit, () -> pour(script, content), this::answer);
    }
  }

  /**
   * Runs a fragment that takes something and prints one line when it has it, or ends with a status
   * of its own; then keeps it running as long as it is held. The shell is as for {@link #feed}.
   *
   * @param limit time for the first line
   * @param released to be run once, when what was granted is let go
   */
  public Holding hold(Fragment fragment, Pulse pulse, Duration limit, Runnable released)
      throws IOException, TimeoutException, InterruptedException {
    byte[] script = framing.holdingScript(Fragment.of("%s\n%s", fragment, pulse.whileItBeats()));
    String line =
        converse(
            limit,
            () -> write(script),
            deadline -> new String(await(output.until(NEWLINE), deadline), UTF_8));
    int mark = line.indexOf(new String(framing.outputEnd(0), UTF_8));
    if (mark >= 0) {
      try (this) {
        byte[] stderr =
            await(error.until(framing.errorEnd(0)), System.nanoTime() + limit.toNanos());
        String status = line.substring(line.indexOf(' ', mark) + 1, line.length() - 1);
        return new Holding.Denied(
            new Output(
                Integer.parseInt(status), line.substring(0, mark), new String(stderr, UTF_8)));
      }
    }
    Held held = new Held(this, line, end(), released);
    held.beat(pipes.input(), pulse.every());
    return new Holding.Granted(held);
  }

  private CompletableFuture<Output> end() {
    CompletableFuture<Output> end = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("held")
        .start(
            () -> {
              try {
                end.complete(answer(System.nanoTime() + FOREVER.toNanos()));
              } catch (IOException | TimeoutException | InterruptedException over) {
                end.completeExceptionally(over);
              }
            });
    return end;
  }

  /** Writes and flushes; one writer at a time, as the last one may not have returned yet. */
  private void write(byte[] script) throws IOException {
    writing.lock();
    try {
      pipes.input().write(script);
      pipes.input().flush();
    } finally {
      writing.unlock();
    }
  }

  private void pour(byte[] script, InputStream content) throws IOException {
    OutputStream input = pipes.input();
    input.write(script);
    byte[] chunk = new byte[64 * 1024];
    for (int count = read(content, chunk); count >= 0; count = read(content, chunk)) {
      input.write(chunk, 0, count);
    }
    input.close();
  }

  private static int read(InputStream content, byte[] chunk) throws FeedBroken {
    try {
      return content.read(chunk);
    } catch (IOException unreadable) {
      throw new FeedBroken(unreadable);
    }
  }

  private interface Pouring {
    void run() throws IOException;
  }

  private interface Hearing<T> {
    T until(long deadline) throws IOException, TimeoutException, InterruptedException;
  }

  /** Writing has a thread of its own: a shell may answer, or end, before it has read everything. */
  private <T> T converse(Duration limit, Pouring pouring, Hearing<T> hearing)
      throws IOException, TimeoutException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    AtomicReference<@Nullable FeedBroken> feedBroken = new AtomicReference<>();
    Thread writer =
        Thread.ofVirtual()
            .name("shell-writer")
            .start(
                () -> {
                  try {
                    pouring.run();
                  } catch (FeedBroken broken) {
                    feedBroken.set(broken);
                    close();
                  } catch (IOException unread) {
                    // A fragment may end without reading its input; whether all is well is told by
                    // its answer, or by there being none.
                  }
                });
    boolean answered = false;
    try {
      T answer = hearing.until(deadline);
      answered = true;
      return answer;
    } catch (IOException silent) {
      FeedBroken reason = feedBroken.get();
      throw reason == null ? silent : reason;
    } finally {
      if (!answered) {
        close();
      }
      if (closed.get()) {
        writer.interrupt();
      }
    }
  }

  private Output answer(long deadline) throws IOException, TimeoutException, InterruptedException {
    long number = frames++;
    byte[] stdout = await(output.until(framing.outputEnd(number)), deadline);
    byte[] status = await(output.until(Framing.STATUS_END), deadline);
    byte[] stderr = await(error.until(framing.errorEnd(number)), deadline);
    return new Output(
        Integer.parseInt(new String(status, UTF_8)),
        new String(stdout, UTF_8),
        new String(stderr, UTF_8));
  }

  static byte[] await(CompletableFuture<byte[]> answer, long deadline)
      throws IOException, TimeoutException, InterruptedException {
    try {
      return answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException ended) {
      throw ended.getCause() instanceof IOException reason ? reason : new IOException(ended);
    }
  }

  /** Whether there will be no more answers. */
  public boolean hasEnded() {
    return closed.get() || output.hasEnded();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      pipes.close();
    }
  }
}
