package dev.daruma.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Lets a fault befall a host when an act starts on it, for each title once, one fault at a time.
 * Each passes when daruma has ended, or has lasted long enough.
 */
final class Strikes implements AutoCloseable {
  private final Launcher daruma;
  private final Fault fault;
  private final Set<String> wanted;
  private final CountDownLatch runEnded = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> strikes = new ArrayList<>();
  private final List<String> points = new ArrayList<>();

  /**
   * @param wanted the titles of acts that are still to be struck; those that were are taken away
   */
  Strikes(Launcher daruma, Fault fault, Set<String> wanted) {
    this.daruma = daruma;
    this.fault = fault;
    this.wanted = wanted;
  }

  void sees(String line) {
    Events.in(line)
        .filter(seen -> seen.started().filter(wanted::contains).isPresent())
        .filter(seen -> strikes.stream().allMatch(Future::isDone))
        .ifPresent(
            seen -> {
              wanted.remove(seen.started().orElseThrow());
              points.add(seen.host() + " " + seen.text());
              strikes.add(threads.submit(() -> befall(seen.host())));
            });
  }

  private Void befall(String host) throws InterruptedException {
    fault.strike(daruma, host);
    boolean _ = runEnded.await(Fault.LASTS.toSeconds(), TimeUnit.SECONDS);
    fault.pass(daruma, host);
    return null;
  }

  /** What was struck: host and act. To be asked when the run has ended. */
  List<String> points() {
    return points;
  }

  /** Waits until what has begun has passed. */
  @Override
  public void close() {
    runEnded.countDown();
    threads.close();
    for (Future<?> strike : strikes) {
      if (strike.state() == Future.State.FAILED) {
        throw new AssertionError("a fault could not be made or mended", strike.exceptionNow());
      }
    }
  }
}
