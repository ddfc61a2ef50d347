package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.shape.Findings;
import dev.daruma.cluster.site.shape.Values;

/** Objectives that contradict each other. */
final class AvailabilityChecks {
  private AvailabilityChecks() {}

  static void check(Draft draft, Findings findings) {
    var objectives =
        draft
            .values()
            .value(SiteKeys.AVAILABILITY)
            .flatMap(values -> values.value(AvailabilityKeys.OBJECTIVES))
            .orElse(Values.none());
    var worst = objectives.value(AvailabilityKeys.POWER_OFF);
    objectives
        .find(AvailabilityKeys.POWER_OFF_MEDIAN)
        .filter(median -> worst.isPresent() && median.value().compareTo(worst.get()) > 0)
        .ifPresent(
            median ->
                findings.error(
                    median.place(),
                    "powerOffMedian is %d ms, more than powerOff, which is %d ms"
                        .formatted(median.value().toMillis(), worst.get().toMillis()),
                    "set powerOff to the longest outage, and powerOffMedian to no more than that"));
  }
}
