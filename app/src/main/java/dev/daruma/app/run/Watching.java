package dev.daruma.app.run;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that is looked at again and again until somebody has seen enough. */
public final class Watching<T> {
  private final Duration period;
  private final Supplier<T> look;
  private final Consumer<T> show;
  private final CountDownLatch over = new CountDownLatch(1);
  private boolean enough;
  private @Nullable T last;
  private @Nullable RuntimeException failure;

  /**
   * @param period from the end of one look to the beginning of the next
   * @param show never called after {@link #enough}
   */
  public Watching(Duration period, Supplier<T> look, Consumer<T> show) {
    this.period = period;
    this.look = look;
    this.show = show;
  }

  /** Ends it, from any thread; a look that goes on is given up. */
  public synchronized void enough() {
    enough = true;
    over.countDown();
  }

  /**
   * Goes on until it is enough.
   *
   * @return what was shown last; empty when it was enough before the first look had ended
   */
  public Optional<T> watch() throws InterruptedException {
    Thread rounds = Thread.ofVirtual().name("watching").start(this::rounds);
    over.await();
    rounds.interrupt();
    return end();
  }

  private void rounds() {
    try {
      do {
        show(look.get());
      } while (!over.await(period.toMillis(), TimeUnit.MILLISECONDS));
    } catch (RuntimeException broken) {
      broken(broken);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void show(T seen) {
    if (!enough) {
      last = seen;
      show.accept(seen);
    }
  }

  /** What breaks because it was given up is nobody's concern. */
  private synchronized void broken(RuntimeException broken) {
    if (!enough) {
      failure = broken;
    }
    over.countDown();
  }

  private synchronized Optional<T> end() {
    if (failure != null) {
      throw failure;
    }
    return Optional.ofNullable(last);
  }
}
