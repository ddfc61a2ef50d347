package dev.daruma.app.probe;

import dev.daruma.cluster.drill.Look;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Looks again and again, at a steady pace, whether or not earlier looks have been answered. */
public final class Prober implements AutoCloseable {
  private final ScheduledExecutorService pace;
  private final InstantSource clock;
  private final Looks looks;

  /**
   * @param probe of the thread that also ends what takes too long
   */
  public Prober(Function<ScheduledExecutorService, BooleanSupplier> probe, InstantSource clock) {
    this.clock = clock;
    this.looks = new Looks(clock);
    this.pace = Executors.newScheduledThreadPool(1, Thread.ofPlatform().daemon().factory());
    BooleanSupplier answers = probe.apply(pace);
    var _ =
        pace.scheduleAtFixedRate(
            () -> Thread.ofVirtual().start(() -> look(answers)),
            0,
            Looks.PACE.toMillis(),
            TimeUnit.MILLISECONDS);
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
