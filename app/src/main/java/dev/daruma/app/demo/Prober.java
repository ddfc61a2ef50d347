package dev.daruma.app.demo;

import dev.daruma.app.demo.Outage.Look;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Looks again and again, at a steady pace, whether or not earlier looks have been answered. */
final class Prober implements AutoCloseable {
  private static final long EVERY_MILLISECONDS = 20;

  private final ScheduledExecutorService pace;
  private final InstantSource clock;
  private final List<Look> looks = new ArrayList<>();

  /**
   * @param probe of the thread that also ends what takes too long
   */
  Prober(Function<ScheduledExecutorService, BooleanSupplier> probe, InstantSource clock) {
    this.clock = clock;
    this.pace = Executors.newScheduledThreadPool(1, Thread.ofPlatform().daemon().factory());
    BooleanSupplier answers = probe.apply(pace);
    var _ =
        pace.scheduleAtFixedRate(
            () -> Thread.ofVirtual().start(() -> look(answers)),
            0,
            EVERY_MILLISECONDS,
            TimeUnit.MILLISECONDS);
  }

  private void look(BooleanSupplier answers) {
    // By its beginning: what failed after a limit had asked long before that.
    Instant at = clock.instant();
    Look look = new Look(at, answers.getAsBoolean());
    synchronized (looks) {
      looks.add(look);
    }
  }

  List<Look> looksSince(Instant start) {
    synchronized (looks) {
      return looks.stream().filter(look -> look.at().isAfter(start)).toList();
    }
  }

  /** Whether it answered without fail for that long, until now. */
  boolean isSteady(Duration duration) {
    List<Look> recent = looksSince(clock.instant().minus(duration));
    return recent.size() >= duration.toMillis() / EVERY_MILLISECONDS / 2
        && recent.stream().allMatch(Look::succeeded);
  }

  @Override
  public void close() {
    pace.shutdownNow();
  }
}
