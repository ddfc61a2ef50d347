package dev.daruma.engine.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A fragment that stays on a host for as long as daruma wants it to, and not longer than daruma and
 * the connection live.
 *
 * <p>daruma writes a byte every few seconds; the fragment ends by itself when its standard input
 * ends or no byte has come for a while. So there is nothing to clean up after SIGKILL, and nothing
 * when the network is gone and the host's sshd has not noticed. What the fragment wants done at its
 * end it says by {@code trap ... EXIT}.
 */
public final class Held implements AutoCloseable {
  /** How long the fragment may take to end when it is let go. */
  private static final Duration FAREWELL = Duration.ofSeconds(10);

  private final FramedShell shell;
  private final String said;
  private final CompletableFuture<Output> end;
  private final Runnable released;
  private final CountDownLatch letGo = new CountDownLatch(1);
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @param said the first line of what the fragment printed
   * @param end the fragment's answer; fails when the connection ended first
   * @param released to be run once, when it is let go
   */
  Held(FramedShell shell, String said, CompletableFuture<Output> end, Runnable released) {
    this.shell = shell;
    this.said = said;
    this.end = end;
    this.released = released;
  }

  void beat(OutputStream input, Duration every) {
    Thread.ofVirtual()
        .name("pulse")
        .start(
            () -> {
              try (input) {
                while (!letGo.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                  input.write('.');
                  input.flush();
                }
              } catch (IOException | InterruptedException over) {
                // The connection has ended, which the end tells.
              }
            });
  }

  /** What the fragment printed when it had what it wanted to hold, without the newline. */
  public String said() {
    return said;
  }

  /**
   * Done when nothing is held any more: with the fragment's answer, or exceptionally when the
   * connection ended. Then what was held is free, now or when the host's patience is at its end.
   */
  public CompletableFuture<Output> end() {
    return end.copy();
  }

  /** Lets go, and returns when the host has, or cannot tell any more. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    letGo.countDown();
    try {
      Output _ = end.get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException silent) {
      // Without a connection the fragment ends by itself.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      shell.close();
      released.run();
    }
  }
}
