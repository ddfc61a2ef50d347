package dev.daruma.engine.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How long acts took in earlier runs: the median of those that were finished, by title. Pure. */
public final class MedianDurations {
  private MedianDurations() {}

  public static SortedMap<String, Duration> of(List<PastRun> runs) {
    SortedMap<String, List<Duration>> took = new TreeMap<>();
    for (PastRun run : runs) {
      run.events().stream()
          .filter(event -> event.kind().equals("finished"))
          .forEach(
              event ->
                  event
                      .took()
                      .ifPresent(
                          each ->
                              took.computeIfAbsent(event.act(), title -> new ArrayList<>())
                                  .add(each)));
    }
    SortedMap<String, Duration> medians = new TreeMap<>();
    took.forEach((title, durations) -> medians.put(title, median(durations)));
    return medians;
  }

  /** Of an even number, the mean of the two in the middle. */
  private static Duration median(List<Duration> durations) {
    List<Duration> sorted = durations.stream().sorted().toList();
    Duration upper = sorted.get(sorted.size() / 2);
    Duration lower = sorted.get((sorted.size() - 1) / 2);
    return lower.plus(upper).dividedBy(2);
  }
}
