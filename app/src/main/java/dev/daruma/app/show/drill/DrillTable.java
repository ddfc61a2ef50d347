package dev.daruma.app.show.drill;

import dev.daruma.cluster.drill.Asked;
import dev.daruma.cluster.drill.Drill;
import dev.daruma.cluster.drill.DrillReport;
import dev.daruma.cluster.drill.DrillReport.Seen;
import dev.daruma.cluster.drill.Judgement;
import dev.daruma.cluster.drill.Spread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Smallest, middle and largest of what was measured of each drill: a table that Markdown takes. */
public final class DrillTable {
  private DrillTable() {}

  public static List<String> lines(List<DrillReport> reports) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Longest outage in ms: least / median / most. Two holders: of the endpoint's address at once.");
    lines.add("");
    StringBuilder head = new StringBuilder("| %-18s | %5s |".formatted("drill", "times"));
    StringBuilder rule = new StringBuilder("|" + "-".repeat(20) + "|" + "-".repeat(6) + ":|");
    for (Asked asked : Asked.values()) {
      head.append(" %20s |".formatted(asked.word()));
      rule.append("-".repeat(21)).append(":|");
    }
    head.append(" two holders |  whole again s |");
    rule.append("------------:|---------------:|");
    lines.add(head.toString());
    lines.add(rule.toString());
    Judgement.byDrill(reports).forEach((drill, times) -> lines.add(line(drill, times)));
    return lines;
  }

  private static String line(Drill drill, List<DrillReport> reports) {
    StringBuilder line =
        new StringBuilder("| %-18s | %5d |".formatted(drill.word(), reports.size()));
    for (Asked asked : Asked.values()) {
      line.append(" %20s |".formatted(longest(asked, reports).map(DrillTable::ms).orElse("")));
    }
    long twice = reports.stream().filter(report -> !report.overlaps().isEmpty()).count();
    Spread recovery =
        Spread.of(
            reports.stream()
                .map(report -> Duration.between(report.times().caused(), report.times().whole()))
                .toList());
    return line.append(
            " %11s | %14s |"
                .formatted(
                    twice == 0 ? "never" : twice + " times",
                    "%d / %d / %d"
                        .formatted(
                            recovery.least().toSeconds(),
                            recovery.median().toSeconds(),
                            recovery.most().toSeconds())))
        .toString();
  }

  private static String ms(Spread spread) {
    return "%d / %d / %d"
        .formatted(spread.least().toMillis(), spread.median().toMillis(), spread.most().toMillis());
  }

  private static Optional<Spread> longest(Asked asked, List<DrillReport> reports) {
    List<Duration> all =
        reports.stream()
            .map(DrillReport::asked)
            .filter(seen -> seen.containsKey(asked))
            .map((Map<Asked, Seen> seen) -> seen.get(asked).longest())
            .toList();
    return all.isEmpty() ? Optional.empty() : Optional.of(Spread.of(all));
  }
}
