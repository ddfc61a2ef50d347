package dev.daruma.app.show.drill;

import dev.daruma.cluster.drill.Asked;
import dev.daruma.cluster.drill.Drill;
import dev.daruma.cluster.drill.DrillReport;
import dev.daruma.cluster.drill.DrillReport.Seen;
import dev.daruma.cluster.drill.Judgement;
import dev.daruma.cluster.drill.Spread;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Reports as one page of HTML that needs nothing else: no script, no other file, no network. */
public final class DrillPage {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1d2433; --faint: #5d6b82; --paper: #fff; --line: #d6dce6;
        --good: #1b7f4b; --bad: #c62f2f; --a: #2f6fde; --b: #b7791f; --c: #7b4fc9; --d: #0f8a8a; --e: #b03a78; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e6eaf2; --faint: #98a5bb; --paper: #12161f;
        --line: #2d3646; --good: #4cc38a; --bad: #ff6b6b; --a: #6ea0ff; --b: #e0ab55; --c: #b394f5; --d: #4fc4c4; --e: #ee86b7; } }
      body { margin: 2rem auto; max-width: 66rem; padding: 0 1rem; background: var(--paper); color: var(--ink);
        font: 16px/1.5 system-ui, sans-serif; }
      h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.5rem; }
      p, li { max-width: 48rem; } .faint { color: var(--faint); } .good { color: var(--good); } .bad { color: var(--bad); }
      .wide { overflow-x: auto; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
      th, td { padding: .25rem .75rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
      th:first-child, td:first-child { text-align: left; }
      svg { width: 100%; height: auto; min-width: 40rem; display: block; }
      svg text { fill: var(--ink); font: 12px system-ui, sans-serif; } svg .faint { fill: var(--faint); }
      """;

  private DrillPage() {}

  /**
   * @param misses of the site's objectives
   */
  public static String of(String site, List<DrillReport> reports, List<String> misses) {
    StringBuilder page = new StringBuilder();
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
        .append(escaped("Drills of site " + site))
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<h1>")
        .append(escaped("Drills of site " + site))
        .append("</h1>\n");
    page.append(verdict(misses));
    page.append("<div class=\"wide\">").append(table(reports)).append("</div>\n");
    page.append(
        "<p class=\"faint\">Longest time without an answer in milliseconds: least / median / most.</p>\n");
    reports.forEach(report -> page.append(section(report)));
    return page.append("</body>\n</html>\n").toString();
  }

  private static String verdict(List<String> misses) {
    return misses.isEmpty()
        ? "<p class=\"good\">The site's objectives were met.</p>\n"
        : misses.stream()
            .map(miss -> "<li class=\"bad\">" + escaped(miss) + "</li>\n")
            .collect(
                Collectors.joining(
                    "", "<p>The site's objectives were missed:</p>\n<ul>\n", "</ul>\n"));
  }

  private static String table(List<DrillReport> reports) {
    StringBuilder table = new StringBuilder("<table>\n<tr><th>drill</th><th>times</th>");
    for (Asked asked : Asked.values()) {
      table.append("<th>").append(asked.word()).append("</th>");
    }
    table.append("</tr>\n");
    Map<Drill, List<DrillReport>> byDrill = Judgement.byDrill(reports);
    byDrill.forEach(
        (drill, times) -> {
          table.append("<tr><td>%s</td><td>%d</td>".formatted(drill.word(), times.size()));
          for (Asked asked : Asked.values()) {
            table.append("<td>").append(spread(asked, times)).append("</td>");
          }
          table.append("</tr>\n");
        });
    return table.append("</table>").toString();
  }

  private static String spread(Asked asked, List<DrillReport> reports) {
    List<Duration> longest =
        reports.stream()
            .filter(report -> report.asked().containsKey(asked))
            .map(report -> report.asked().getOrDefault(asked, Seen.of(List.of())).longest())
            .toList();
    if (longest.isEmpty()) {
      return "";
    }
    Spread spread = Spread.of(longest);
    return "%d / %d / %d"
        .formatted(spread.least().toMillis(), spread.median().toMillis(), spread.most().toMillis());
  }

  private static String section(DrillReport report) {
    StringBuilder section = new StringBuilder();
    section
        .append("<h2>")
        .append(escaped(report.title()))
        .append("</h2>\n<p class=\"faint\">")
        .append(
            escaped(
                "%s: %s"
                    .formatted(
                        report.times().caused().truncatedTo(ChronoUnit.SECONDS),
                        report.drill().does())))
        .append("</p>\n<div class=\"wide\">")
        .append(new TimelineDrawing(report).svg())
        .append("</div>\n<div class=\"wide\"><table>\n<tr><th>asked</th><th>away at most</th>")
        .append("<th>in all</th><th>outages</th><th>looks that failed</th></tr>\n");
    report
        .asked()
        .forEach(
            (asked, seen) ->
                section.append(
                    "<tr><td>%s</td><td>%d ms</td><td>%d ms</td><td>%d</td><td>%d of %d</td></tr>\n"
                        .formatted(
                            escaped(asked.word() + ": " + asked.meaning()),
                            seen.longest().toMillis(),
                            seen.total().toMillis(),
                            seen.outages().size(),
                            seen.failures(),
                            seen.looks())));
    section.append("</table></div>\n<p>").append(escaped(pods(report))).append("</p>\n");
    report
        .overlaps()
        .forEach(
            overlap ->
                section.append(
                    "<p class=\"bad\">%s and %s both held the endpoint's address for %d ms.</p>\n"
                        .formatted(overlap.one(), overlap.other(), overlap.length().toMillis())));
    report
        .notes()
        .forEach(
            note -> section.append("<p class=\"faint\">").append(escaped(note)).append("</p>\n"));
    return section.toString();
  }

  private static String pods(DrillReport report) {
    return String.format(
        Locale.ROOT,
        "Whole again after %.1f s. Pods elsewhere afterwards: %s.",
        Duration.between(report.times().caused(), report.times().whole()).toMillis() / 1000.0,
        report.pods().isEmpty()
            ? "none"
            : report.pods().stream()
                .map(pod -> pod.pod() + " on " + pod.node())
                .collect(Collectors.joining(", ")));
  }

  /** Milliseconds from the failure on. */
  static long since(DrillReport report, Instant at) {
    return Duration.between(report.times().caused(), at).toMillis();
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
