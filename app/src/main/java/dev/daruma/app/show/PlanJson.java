package dev.daruma.app.show;

import dev.daruma.cluster.life.Disruption;
import dev.daruma.cluster.life.Disruptions;
import dev.daruma.engine.plan.Estimate.Span;
import dev.daruma.engine.plan.LeftOut;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.savedplan.SavedPlan;
import dev.daruma.engine.savedplan.SavedPlanJson;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Plans and problems as programs read them. */
public final class PlanJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private PlanJson() {}

  /** {@code docs/plan-json.md} describes the shape. */
  public static ObjectNode of(SavedPlan saved, ShownPlan shown) {
    ObjectNode json = SavedPlanJson.write(saved);
    ArrayNode leftOut = json.putArray("leftOut");
    shown.leftOut().forEach(each -> add(each, leftOut.addObject()));
    ObjectNode estimate = json.putObject("estimate");
    estimate.put("milliseconds", shown.estimate().total().toMillis());
    estimate.put("ownRuns", shown.ownRuns());
    ArrayNode path = estimate.putArray("criticalPath");
    for (Span span : shown.estimate().critical()) {
      path.addObject()
          .put("host", span.act().host().value())
          .put("title", span.act().title())
          .put("beginMilliseconds", span.begin().toMillis())
          .put("endMilliseconds", span.end().toMillis());
    }
    add(shown.disruptions(), json.putObject("disruption"));
    return json;
  }

  private static void add(LeftOut leftOut, ObjectNode json) {
    json.put("host", leftOut.act().host().value()).put("title", leftOut.act().title());
    json.put("missing", leftOut.missing().title());
    leftOut
        .giver()
        .ifPresent(
            giver ->
                json.putObject("giver")
                    .put("host", giver.host().value())
                    .put("title", giver.title()));
  }

  private static void add(Disruptions disruptions, ObjectNode json) {
    ArrayNode all = json.putArray("all");
    for (Disruption each : disruptions.all()) {
      all.addObject()
          .put("atMilliseconds", each.at().toMillis())
          .put("what", each.what())
          .put("meaning", each.meaning());
    }
    json.put("etcd", disruptions.etcd());
    json.put("etcdMembersBefore", disruptions.members().before());
    json.put("etcdMembersAfter", disruptions.members().after());
    json.put("endpoint", disruptions.endpoint());
  }

  public static ArrayNode of(List<Problem> problems) {
    ArrayNode json = JSON.createArrayNode();
    for (Problem problem : problems) {
      ObjectNode one = json.addObject();
      one.put("code", problem.code().name());
      problem.host().ifPresent(host -> one.put("host", host.value()));
      one.put("act", problem.act()).put("cause", problem.cause()).put("remedy", problem.remedy());
    }
    return json;
  }

  public static String print(Object json) {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }

  public static ObjectNode object() {
    return JSON.createObjectNode();
  }
}
