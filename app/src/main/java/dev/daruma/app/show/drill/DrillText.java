package dev.daruma.app.show.drill;

import dev.daruma.app.show.Seconds;
import dev.daruma.cluster.drill.Asked;
import dev.daruma.cluster.drill.Drill;
import dev.daruma.cluster.drill.DrillReport;
import dev.daruma.cluster.drill.DrillReport.Seen;
import dev.daruma.cluster.drill.Holding;
import dev.daruma.cluster.drill.LeaderLog.Leadership;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reports as lines for a person; times are milliseconds from the failure on. */
public final class DrillText {
  private DrillText() {}

  /** Which drills there are. */
  public static List<String> list() {
    List<String> lines = new ArrayList<>();
    for (Drill drill : Drill.values()) {
      lines.add(
          "%-19s %s; of %s%s"
              .formatted(
                  drill.word(),
                  drill.does(),
                  drill.where().words(),
                  drill.onlyInLab() ? "; in labs only" : ""));
    }
    return lines;
  }

  /** One line of a drill that has ended, for progress. */
  public static String line(DrillReport report) {
    return "%s: %s; whole again after %s"
        .formatted(
            report.title(),
            report.asked().entrySet().stream()
                .map(entry -> entry.getKey().word() + " " + ms(entry.getValue().longest()))
                .collect(Collectors.joining(", ")),
            Seconds.of(Duration.between(report.times().caused(), report.times().whole())));
  }

  /** One drill in full. */
  public static List<String> lines(DrillReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(report.title() + ": " + report.drill().does());
    lines.add("");
    lines.add("  asked    away at most  in all  outages  looks that failed");
    report.asked().forEach((asked, seen) -> lines.add(asked(asked, seen)));
    lines.add("");
    lines.add("  who held the endpoint's address");
    for (Holding holding : report.holders()) {
      lines.add(
          "    %8s to %8s  %s"
              .formatted(at(holding.from(), report), at(holding.to(), report), holding.host()));
    }
    report
        .overlaps()
        .forEach(
            overlap ->
                lines.add(
                    "    TWO AT ONCE: %s and %s, %s to %s"
                        .formatted(
                            overlap.one(),
                            overlap.other(),
                            at(overlap.from(), report),
                            at(overlap.to(), report))));
    lines.add("  who led etcd");
    for (Leadership leader : report.leaders()) {
      lines.add(
          "    %8s %s, term %d"
              .formatted(
                  leader.from().isBefore(report.times().begun())
                      ? "before"
                      : at(leader.from(), report),
                  leader.leader().map(Object::toString).orElse("nobody"),
                  leader.term()));
    }
    lines.add(
        "  pods elsewhere afterwards: "
            + (report.pods().isEmpty()
                ? "none"
                : report.pods().stream()
                    .map(pod -> pod.pod() + " on " + pod.node())
                    .collect(Collectors.joining(", "))));
    lines.add(
        "  undone after %s, whole again after %s"
            .formatted(
                Seconds.of(Duration.between(report.times().caused(), report.times().undone())),
                Seconds.of(Duration.between(report.times().caused(), report.times().whole()))));
    report.notes().forEach(note -> lines.add("  note: " + note));
    return lines;
  }

  private static String asked(Asked asked, Seen seen) {
    return "  %-8s %12s %7s %8d  %d of %d"
        .formatted(
            asked.word(),
            ms(seen.longest()),
            ms(seen.total()),
            seen.outages().size(),
            seen.failures(),
            seen.looks());
  }

  private static String at(Instant at, DrillReport report) {
    return Duration.between(report.times().caused(), at).toMillis() + " ms";
  }

  private static String ms(Duration duration) {
    return duration.toMillis() + " ms";
  }
}
