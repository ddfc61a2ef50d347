package dev.daruma.cluster.drill;

import java.time.Duration;
import java.util.List;

/** Smallest, middle and largest of some durations. */
public record Spread(Duration least, Duration median, Duration most) {

  /**
   * @param durations at least one, in any order; of an even number the median is the mean of the
   *     two in the middle
   */
  public static Spread of(List<Duration> durations) {
    if (durations.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    List<Duration> sorted = durations.stream().sorted().toList();
    int middle = sorted.size() / 2;
    Duration median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : sorted.get(middle - 1).plus(sorted.get(middle)).dividedBy(2);
    return new Spread(sorted.getFirst(), median, sorted.getLast());
  }
}
