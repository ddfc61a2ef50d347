package dev.daruma.app.show.drill;

import dev.daruma.app.show.PlanJson;
import dev.daruma.cluster.drill.Asked;
import dev.daruma.cluster.drill.Drill;
import dev.daruma.cluster.drill.DrillReport;
import dev.daruma.cluster.drill.DrillReport.Seen;
import dev.daruma.cluster.drill.Judgement;
import dev.daruma.cluster.drill.Spread;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reports as programs read them; {@code docs/drills.md} describes the shape. */
public final class DrillJson {
  /** Raised when a member is changed or taken away; not when one is added. */
  private static final int FORMAT = 1;

  private DrillJson() {}

  /**
   * @param misses of the site's objectives
   * @param interrupted whether the operator ended it before all was done
   */
  public static ObjectNode of(
      String site, List<DrillReport> reports, List<String> misses, boolean interrupted) {
    ObjectNode json =
        PlanJson.object()
            .put("kind", "daruma-drills")
            .put("format", FORMAT)
            .put("site", site)
            .put("objectivesMet", misses.isEmpty())
            .put("interrupted", interrupted);
    misses.forEach(json.putArray("missed")::add);
    ArrayNode drills = json.putArray("drills");
    reports.forEach(report -> write(report, drills.addObject()));
    ArrayNode table = json.putArray("table");
    Judgement.byDrill(reports).forEach((drill, times) -> row(drill, times, table.addObject()));
    return json;
  }

  private static void write(DrillReport report, ObjectNode json) {
    Instant caused = report.times().caused();
    json.put("drill", report.drill().word())
        .put("host", report.host().value())
        .put("caused", caused.toString())
        .put("begunMilliseconds", since(caused, report.times().begun()))
        .put("undoneMilliseconds", since(caused, report.times().undone()))
        .put("wholeMilliseconds", since(caused, report.times().whole()));
    ObjectNode asked = json.putObject("asked");
    report.asked().forEach((kind, seen) -> write(seen, caused, asked.putObject(kind.word())));
    ArrayNode holders = json.putArray("holders");
    report
        .holders()
        .forEach(
            holding ->
                holders
                    .addObject()
                    .put("host", holding.host().value())
                    .put("fromMilliseconds", since(caused, holding.from()))
                    .put("toMilliseconds", since(caused, holding.to())));
    ArrayNode overlaps = json.putArray("twoHolders");
    report
        .overlaps()
        .forEach(
            overlap ->
                overlaps
                    .addObject()
                    .put("one", overlap.one().value())
                    .put("other", overlap.other().value())
                    .put("fromMilliseconds", since(caused, overlap.from()))
                    .put("toMilliseconds", since(caused, overlap.to())));
    json.put("clockDoubtMilliseconds", report.doubt().toMillis());
    ArrayNode leaders = json.putArray("etcdLeaders");
    report
        .leaders()
        .forEach(
            leader -> {
              ObjectNode one =
                  leaders
                      .addObject()
                      .put("fromMilliseconds", since(caused, leader.from()))
                      .put("term", leader.term());
              leader.leader().ifPresent(host -> one.put("host", host.value()));
            });
    ArrayNode pods = json.putArray("podsElsewhere");
    report
        .pods()
        .forEach(pod -> pods.addObject().put("pod", pod.pod()).put("node", pod.node().value()));
    report.notes().forEach(json.putArray("notes")::add);
  }

  private static void write(Seen seen, Instant caused, ObjectNode json) {
    json.put("longestMilliseconds", seen.longest().toMillis())
        .put("totalMilliseconds", seen.total().toMillis())
        .put("looks", seen.looks())
        .put("failed", seen.failures());
    ArrayNode outages = json.putArray("outages");
    seen.outages()
        .forEach(
            outage ->
                outages
                    .addObject()
                    .put("fromMilliseconds", since(caused, outage.from()))
                    .put("toMilliseconds", since(caused, outage.to()))
                    .put("failed", outage.failures())
                    .put("over", outage.over()));
  }

  private static void row(Drill drill, List<DrillReport> reports, ObjectNode json) {
    json.put("drill", drill.word()).put("times", reports.size());
    for (Asked asked : Asked.values()) {
      List<Duration> longest =
          reports.stream()
              .filter(report -> report.asked().containsKey(asked))
              .map(report -> report.asked().getOrDefault(asked, Seen.of(List.of())).longest())
              .toList();
      if (!longest.isEmpty()) {
        Spread spread = Spread.of(longest);
        json.putObject(asked.word())
            .put("leastMilliseconds", spread.least().toMillis())
            .put("medianMilliseconds", spread.median().toMillis())
            .put("mostMilliseconds", spread.most().toMillis());
      }
    }
  }

  private static long since(Instant caused, Instant at) {
    return Duration.between(caused, at).toMillis();
  }
}
