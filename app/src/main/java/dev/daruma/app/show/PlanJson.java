package dev.daruma.app.show;

import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.problem.Problem;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Plans and problems as programs read them. */
public final class PlanJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private PlanJson() {}

  public static ObjectNode of(String site, Plan plan) {
    ObjectNode json = JSON.createObjectNode();
    json.put("site", site);
    json.put("changes", ChangeCount.of(plan));
    ArrayNode acts = json.putArray("acts");
    plan.acts().forEach(act -> acts.add(act(act)));
    return json;
  }

  private static ObjectNode act(Act act) {
    ObjectNode json = JSON.createObjectNode();
    json.put("host", act.host().value());
    json.put("title", act.title());
    switch (act) {
      case HostChange change -> {
        json.put("kind", "change");
        ArrayNode changes = json.putArray("changes");
        change
            .changes()
            .forEach(
                each -> {
                  ObjectNode one = changes.addObject();
                  one.put("label", each.label());
                  one.put("reason", each.reason());
                  each.diff().forEach(one.putArray("diff")::add);
                });
      }
      case Step step -> {
        json.put("kind", "step");
        step.explanation().forEach(json.putArray("explanation")::add);
      }
    }
    titles(act.needs(), json.putArray("needs"));
    titles(act.gives(), json.putArray("gives"));
    return json;
  }

  private static void titles(Iterable<Milestone> milestones, ArrayNode json) {
    milestones.forEach(milestone -> json.add(milestone.title()));
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
