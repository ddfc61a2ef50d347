package dev.daruma.app.show.drill;

import dev.daruma.cluster.drill.DrillReport;
import dev.daruma.cluster.drill.LeaderLog.Leadership;
import dev.daruma.engine.host.HostName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The course of a drill as a drawing: a lane for each thing that was asked, red where it was away,
 * then who held the address and who led etcd, each host in its own colour.
 */
record TimelineDrawing(DrillReport report) {
  private static final int WIDTH = 1000;
  private static final int LEFT = 110;
  private static final int LANE = 26;
  private static final int TOP = 26;
  private static final List<String> COLOURS = List.of("--a", "--b", "--c", "--d", "--e");

  String svg() {
    StringBuilder lanes = new StringBuilder();
    int lane = 0;
    for (var entry : report.asked().entrySet()) {
      lanes.append(label(lane, entry.getKey().word()));
      lanes.append(bar(lane, begin(), end(), "--good", "answered"));
      for (var outage : entry.getValue().outages()) {
        lanes.append(
            bar(
                lane,
                outage.from(),
                outage.to(),
                "--bad",
                "away for " + outage.length().toMillis() + " ms"));
      }
      lane++;
    }
    lanes.append(label(lane, "address"));
    for (var holding : report.holders()) {
      lanes.append(
          bar(
              lane,
              holding.from(),
              holding.to(),
              colour(holding.host()),
              holding.host() + " held the address"));
      lanes.append(name(lane, holding.from(), holding.to(), holding.host()));
    }
    lane++;
    lanes.append(label(lane, "etcd leader"));
    List<Leadership> leaders = report.leaders();
    for (int at = 0; at < leaders.size(); at++) {
      Instant from = later(leaders.get(at).from(), begin());
      Instant to = at + 1 < leaders.size() ? leaders.get(at + 1).from() : end();
      if (leaders.get(at).leader().isPresent()) {
        HostName host = leaders.get(at).leader().get();
        lanes.append(bar(lane, from, to, colour(host), host + " led etcd"));
        lanes.append(name(lane, from, to, host));
      }
    }
    lane++;
    int height = TOP + lane * LANE + 24;
    return "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n"
            .formatted(WIDTH, height, DrillPage.escaped("The course of " + report.title()))
        + lanes
        + moment(report.times().caused(), "failure", lane)
        + moment(report.times().undone(), "undone", lane)
        + "<text class=\"faint\" x=\"%d\" y=\"%d\">%d ms</text>\n"
            .formatted(LEFT, height - 6, DrillPage.since(report, begin()))
        + "<text class=\"faint\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%d ms</text>\n"
            .formatted(WIDTH, height - 6, DrillPage.since(report, end()))
        + "</svg>";
  }

  private Instant begin() {
    return report.times().begun();
  }

  private Instant end() {
    return report.times().whole();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static String label(int lane, String text) {
    return "<text x=\"0\" y=\"%d\">%s</text>\n".formatted(TOP + lane * LANE + 15, text);
  }

  private String bar(int lane, Instant from, Instant to, String colour, String title) {
    double left = place(from);
    // What is shorter than a pixel is seen all the same.
    double width = Math.max(1, place(to) - left);
    return String.format(
        Locale.ROOT,
        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"18\" fill=\"var(%s)\"><title>%s, %d to %d ms</title></rect>\n",
        left,
        TOP + lane * LANE,
        width,
        colour,
        DrillPage.escaped(title),
        DrillPage.since(report, from),
        DrillPage.since(report, to));
  }

  private String name(int lane, Instant from, Instant to, HostName host) {
    return place(to) - place(from) < 8.0 * host.value().length()
        ? ""
        : String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%d\" style=\"fill: var(--paper)\">%s</text>\n",
            place(from) + 5,
            TOP + lane * LANE + 14,
            host);
  }

  private String moment(Instant at, String text, int lanes) {
    return String.format(
        Locale.ROOT,
        "<line x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"18\" y2=\"%2$d\" stroke=\"var(--ink)\" stroke-dasharray=\"3 3\"/>\n<text class=\"faint\" x=\"%1$.1f\" y=\"12\">%3$s</text>\n",
        place(at),
        TOP + lanes * LANE,
        text);
  }

  private double place(Instant at) {
    double whole = Math.max(1, Duration.between(begin(), end()).toMillis());
    double part = Duration.between(begin(), at).toMillis();
    return LEFT + (WIDTH - LEFT) * Math.clamp(part / whole, 0, 1);
  }

  /** The same host has the same colour in all lanes of a drawing. */
  private String colour(HostName host) {
    List<HostName> hosts =
        Stream.concat(
                report.holders().stream().map(holding -> holding.host()),
                report.leaders().stream().flatMap(leader -> leader.leader().stream()))
            .distinct()
            .sorted()
            .toList();
    return COLOURS.get(Math.max(0, hosts.indexOf(host)) % COLOURS.size());
  }
}
