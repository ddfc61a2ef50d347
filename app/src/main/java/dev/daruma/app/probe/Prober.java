package dev.daruma.app.probe;

import dev.daruma.cluster.drill.Look;
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
  /** Of looks that begin one right after the other the later ones are left out. */
  private static final long TOO_SOON = Looks.PACE.toNanos() / 4;

  private final ScheduledExecutorService pace;
  private final InstantSource clock;
  private final Looks looks;
  private long begun = System.nanoTime() - Looks.PACE.toNanos();

  /**
   * @param probe of the thread that also ends what takes too long
   */
  public Prober(Function<ScheduledExecutorService, BooleanSupplier> probe, InstantSource clock) {
    this.clock = clock;
    this.looks = new Looks(clock);
    // A look that begins while this is being closed has no limit any more, and is no failure.
    this.pace =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().factory(), new ThreadPoolExecutor.DiscardPolicy());
    BooleanSupplier answers = probe.apply(pace);
    var _ =
        pace.scheduleAtFixedRate(
            () -> begin(answers), 0, Looks.PACE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * When this machine was held up, everything that should have begun meanwhile begins at once: a
   * crowd, which could be an outage of its own. Called by one thread only.
   */
  private void begin(BooleanSupplier answers) {
    long now = System.nanoTime();
    if (now - begun >= TOO_SOON) {
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
    pace.shutdownNow();
  }
}
