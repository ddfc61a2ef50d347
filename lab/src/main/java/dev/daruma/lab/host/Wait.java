package dev.daruma.lab.host;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Asks again until it is so, or the limit has passed. */
record Wait(Duration limit, Duration between) {

  static Wait atMost(Duration limit) {
    return new Wait(limit, Duration.ofMillis(50));
  }

  /** For questions that cost something to ask. */
  Wait every(Duration interval) {
    return new Wait(limit, interval);
  }

  boolean until(BooleanSupplier condition) {
    return forValue(() -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty())
        .isPresent();
  }

  <T> Optional<T> forValue(Supplier<Optional<T>> question) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<T> answer = question.get();
      if (answer.isPresent() || System.nanoTime() - end >= 0) {
        return answer;
      }
      try {
        Thread.sleep(between);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
  }
}
