package dev.daruma.lab.bundle;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Says every few seconds how far a compilation is, by counting the packages that go names. */
final class CompileProgress implements Consumer<String>, AutoCloseable {
  /** How many packages {@code go install -v} was seen to name when nothing was compiled before. */
  private static final int PACKAGES = 3170;

  private static final int SECONDS = 15;

  private final long start = System.nanoTime();
  private final AtomicInteger compiled = new AtomicInteger();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

  CompileProgress(String what, Consumer<String> progress) {
    var _ =
        clock.scheduleAtFixedRate(
            () -> progress.accept("building " + what + ": " + text()),
            SECONDS,
            SECONDS,
            TimeUnit.SECONDS);
  }

  @Override
  public void accept(String line) {
    if (line.contains("/") && !line.contains(" ")) {
      compiled.incrementAndGet();
    }
  }

  private String text() {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    return "%d packages compiled (about %d when nothing is there yet), %d:%02d min"
        .formatted(compiled.get(), PACKAGES, elapsed.toMinutes(), elapsed.toSecondsPart());
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
