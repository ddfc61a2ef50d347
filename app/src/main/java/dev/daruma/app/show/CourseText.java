package dev.daruma.app.show;

import dev.daruma.cluster.life.Disruption;
import dev.daruma.cluster.life.Disruptions;
import dev.daruma.engine.plan.Estimate.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The course a plan is expected to take: time, critical path, disruptions. */
record CourseText(Paint paint) {

  List<String> lines(ShownPlan shown) {
    List<String> lines = new ArrayList<>();
    lines.add(
        paint.bold("expected to take " + Seconds.of(shown.estimate().total()))
            + (shown.ownRuns()
                ? ", by the medians of this site's runs"
                : ", by a measured run of another site: this one has none yet"));
    lines.add("  critical path, each act waiting for the one before it:");
    for (Span span : shown.estimate().critical()) {
      lines.add(
          "    %s  %-12s %s, %s"
              .formatted(
                  at(span.begin()),
                  span.act().host(),
                  span.act().title(),
                  Seconds.of(span.takes())));
    }
    lines.add("");
    lines.addAll(disrupted(shown.disruptions()));
    lines.add("");
    return lines;
  }

  private List<String> disrupted(Disruptions disruptions) {
    List<String> lines = new ArrayList<>();
    lines.add(
        paint.bold(
            disruptions.all().isEmpty() ? "nothing is disrupted" : "what will be disrupted"));
    for (Disruption each : disruptions.all()) {
      lines.add("    %s  %s".formatted(at(each.at()), paint.yellow(each.what())));
      lines.add(" ".repeat(14) + each.meaning());
    }
    Disruptions.Members members = disruptions.members();
    lines.add(
        disruptions.etcd()
            ? "  etcd: from %d to %d members".formatted(members.before(), members.after())
            : "  etcd's membership and quorum are not affected");
    lines.add(
        disruptions.endpoint()
            ? "  the endpoint's address may move or be away for a moment, see above"
            : "  the endpoint's address is not affected");
    return lines;
  }

  private static String at(Duration duration) {
    return String.format(Locale.ROOT, "%6.1f s", duration.toMillis() / 1000.0);
  }
}
