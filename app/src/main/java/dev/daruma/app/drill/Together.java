package dev.daruma.app.drill;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Does something to several at once, and returns when all of it is done. */
final class Together {
  private Together() {}

  /** The first failure is thrown when all have ended. */
  static <T> void each(Collection<T> all, Consumer<T> deed) {
    List<Future<?>> begun = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      all.forEach(one -> begun.add(threads.submit(() -> deed.accept(one))));
    }
    for (Future<?> done : begun) {
      try {
        done.get();
      } catch (ExecutionException failed) {
        throw failed.getCause() instanceof RuntimeException reason
            ? reason
            : new IllegalStateException(failed);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(stopped);
      }
    }
  }
}
