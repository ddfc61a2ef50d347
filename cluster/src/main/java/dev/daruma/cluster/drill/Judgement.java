package dev.daruma.cluster.drill;

import dev.daruma.cluster.drill.Holding.Overlap;
import dev.daruma.cluster.site.Availability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a site's objectives were met: for each drill done, the longest time for which reads over
 * new connections had no answer, and that never two hosts held the endpoint's address.
 */
public final class Judgement {
  /** Of fewer times a median says nothing. */
  private static final int FOR_A_MEDIAN = 3;

  private Judgement() {}

  /** What was missed, a sentence each; empty when all was met. */
  public static List<String> misses(List<DrillReport> reports, Availability availability) {
    List<String> misses = new ArrayList<>();
    for (DrillReport report : reports) {
      for (Overlap overlap : report.overlaps()) {
        misses.add(
            "%s: %s and %s both held the endpoint's address for %d ms"
                .formatted(
                    report.title(), overlap.one(), overlap.other(), overlap.length().toMillis()));
      }
      report
          .drill()
          .goal()
          .ifPresent(
              goal -> {
                Duration worst = goal.worst(availability);
                Duration longest = reads(report);
                if (longest.compareTo(worst) > 0) {
                  misses.add(
                      "%s: reads were away for %d ms, more than %s: %d ms"
                          .formatted(
                              report.title(), longest.toMillis(), goal.key(), worst.toMillis()));
                }
              });
    }
    byDrill(reports)
        .forEach((drill, times) -> median(drill, times, availability).ifPresent(misses::add));
    return misses;
  }

  private static Optional<String> median(
      Drill drill, List<DrillReport> reports, Availability availability) {
    if (reports.size() < FOR_A_MEDIAN) {
      return Optional.empty();
    }
    Duration median = Spread.of(reports.stream().map(Judgement::reads).toList()).median();
    return drill
        .goal()
        .flatMap(goal -> goal.median(availability))
        .filter(limit -> median.compareTo(limit) > 0)
        .map(
            limit ->
                "%s: reads were away for %d ms in the median of %d, more than powerOffMedian: %d ms"
                    .formatted(drill.word(), median.toMillis(), reports.size(), limit.toMillis()));
  }

  private static Duration reads(DrillReport report) {
    return Optional.ofNullable(report.asked().get(Asked.READS))
        .map(DrillReport.Seen::longest)
        .orElse(Duration.ZERO);
  }

  /** The reports of each drill, in the order of drills. */
  public static Map<Drill, List<DrillReport>> byDrill(List<DrillReport> reports) {
    Map<Drill, List<DrillReport>> byDrill = new EnumMap<>(Drill.class);
    reports.forEach(
        report -> byDrill.computeIfAbsent(report.drill(), _ -> new ArrayList<>()).add(report));
    return byDrill;
  }
}
