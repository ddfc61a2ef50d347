package dev.daruma.app.demo;

import dev.daruma.app.demo.Outage.Look;
import java.time.Duration;
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
    boolean succeeded = answers.getAsBoolean();
    Look look = new Look(clock.instant(), succeeded);
    synchronized (looks) {
      looks.add(look);
    }
  }

  List<Look> looks() {
    synchronized (looks) {
      return List.copyOf(looks);
    }
  }

  /** Whether it answered without fail for that long, until now. */
  boolean isSteady(Duration duration) {
    List<Look> recent =
        looks().stream()
            .filter(look -> look.at().isAfter(clock.instant().minus(duration)))
            .toList();
    return recent.size() >= duration.toMillis() / EVERY_MILLISECONDS / 2
        && recent.stream().allMatch(Look::succeeded);
  }

  @Override
  public void close() {
    pace.shutdownNow();
  }
}
