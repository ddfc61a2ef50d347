package dev.daruma.app.probe;

import dev.daruma.cluster.drill.Look;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Looks again and again, at a steady pace, whether or not earlier looks have been answered. */
public final class Prober implements AutoCloseable {
  private final ScheduledExecutorService timer;
  private final InstantSource clock;
  private final Looks looks;

  /** Of looks that begin one right after the other the later ones are left out. */
  private final long tooSoon;

  private long begun;

  /**
   * @param pace from the beginning of one look to the beginning of the next
   * @param probe of the thread that also ends what takes too long
   */
  public Prober(
      Duration pace,
      Function<ScheduledExecutorService, BooleanSupplier> probe,
      InstantSource clock) {
    this.clock = clock;
    this.looks = new Looks(pace, clock);
    this.tooSoon = pace.toNanos() / 4;
    this.begun = System.nanoTime() - pace.toNanos();
    // A look that begins while this is being closed has no limit any more, and is no failure.
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().factory(), new ThreadPoolExecutor.DiscardPolicy());
    BooleanSupplier answers = probe.apply(timer);
    var _ =
        timer.scheduleAtFixedRate(() -> begin(answers), 0, pace.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * When this machine was held up, everything that should have begun meanwhile begins at once: a
   * crowd, which could be an outage of its own. Called by one thread only.
   */
  private void begin(BooleanSupplier answers) {
    long now = System.nanoTime();
    if (now - begun >= tooSoon) {
      begun = now;
      Thread.ofVirtual().start(() -> look(answers));
    }
  }

  private void look(BooleanSupplier answers) {
    // By its beginning: what failed after a limit had asked long before that.
    Instant at = clock.instant();
    looks.add(new Look(at, answers.getAsBoolean()));
  }

  public Looks looks() {
    return looks;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
