package dev.daruma.cluster.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A time without an answer, from the beginning of the first look that failed to the beginning of
 * the first that succeeded again.
 *
 * @param failures how many looks failed in it, at least one
 * @param over whether a look has succeeded after it; if not, it has lasted until the last look
 */
public record Outage(Instant from, Instant to, int failures, boolean over) {

  public Duration length() {
    return Duration.between(from, to);
  }

  /** All outages that the looks tell of, in order; looks may come in any order. */
  public static List<Outage> in(List<Look> looks) {
    List<Look> inOrder = looks.stream().sorted(Comparator.comparing(Look::at)).toList();
    List<Outage> outages = new ArrayList<>();
    int failures = 0;
    Instant from = Instant.MIN;
    for (Look look : inOrder) {
      if (!look.succeeded()) {
        from = failures == 0 ? look.at() : from;
        failures++;
      } else if (failures > 0) {
        outages.add(new Outage(from, look.at(), failures, true));
        failures = 0;
      }
    }
    if (failures > 0) {
      outages.add(new Outage(from, inOrder.getLast().at(), failures, false));
    }
    return outages;
  }

  /** The length of the longest outage; zero when there was none. */
  public static Duration longest(List<Outage> outages) {
    return outages.stream()
        .map(Outage::length)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /** The lengths of all outages together. */
  public static Duration total(List<Outage> outages) {
    return outages.stream().map(Outage::length).reduce(Duration.ZERO, Duration::plus);
  }
}
