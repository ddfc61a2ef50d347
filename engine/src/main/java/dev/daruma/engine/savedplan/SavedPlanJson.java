package dev.daruma.engine.savedplan;

import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.savedplan.SavedAct.SavedChange;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Plans as JSON; {@code docs/plan-json.md} describes the shape. */
public final class SavedPlanJson {
  private static final String KIND = "daruma-plan";

  private SavedPlanJson() {}

  public static ObjectNode write(SavedPlan plan) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("kind", KIND).put("format", SavedPlan.FORMAT).put("daruma", plan.program());
    json.put("site", plan.site()).put("siteFileSha256", plan.siteFile());
    json.put("bundleSha256", plan.bundle());
    texts(json, "only", plan.only());
    json.put("changes", plan.acts().stream().mapToInt(SavedAct::changeCount).sum());
    json.putArray("acts").addAll(plan.acts().stream().map(SavedPlanJson::write).toList());
    return json;
  }

  private static ObjectNode write(SavedAct act) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("host", act.host()).put("room", act.room()).put("title", act.title());
    json.put("changeCount", act.changeCount());
    var changes = json.putArray("changes");
    for (SavedChange change : act.changes()) {
      ObjectNode one = changes.addObject();
      one.put("label", change.label()).put("reason", change.reason());
      texts(one, "diff", change.diff());
    }
    texts(json, "explanation", act.explanation());
    texts(json, "needs", act.needs());
    texts(json, "gives", act.gives());
    texts(json, "effects", act.effects());
    return json;
  }

  private static void texts(ObjectNode json, String name, List<String> texts) {
    texts.forEach(json.putArray(name)::add);
  }

  /**
   * Reads a saved plan.
   *
   * @param origin where the text came from, for messages
   * @throws ProblemException USAGE for what is no plan, is not whole, or is of another format
   */
  public static SavedPlan read(String text, String origin) {
    JsonNode json;
    try {
      json = JsonMapper.shared().readTree(text);
    } catch (JacksonException broken) {
      throw refused(origin, "it is not whole, or no JSON: " + broken.getOriginalMessage());
    }
    if (!json.path("kind").asString("").equals(KIND)) {
      throw refused(origin, "it is no plan of daruma's");
    }
    int format = json.path("format").asInt(0);
    if (format != SavedPlan.FORMAT) {
      throw refused(
          origin, "it is of format " + format + "; this daruma reads format " + SavedPlan.FORMAT);
    }
    try {
      return new SavedPlan(
          text(json, "daruma"),
          text(json, "site"),
          text(json, "siteFileSha256"),
          text(json, "bundleSha256"),
          texts(json, "only"),
          list(json, "acts").stream().map(SavedPlanJson::act).toList());
    } catch (Missing missing) {
      throw refused(origin, "it is not whole: " + missing.getMessage());
    }
  }

  private static SavedAct act(JsonNode json) {
    return new SavedAct(
        text(json, "host"),
        text(json, "room"),
        text(json, "title"),
        json.path("changeCount").asInt(1),
        list(json, "changes").stream()
            .map(
                change ->
                    new SavedChange(
                        text(change, "label"), text(change, "reason"), texts(change, "diff")))
            .toList(),
        texts(json, "explanation"),
        texts(json, "needs"),
        texts(json, "gives"),
        texts(json, "effects"));
  }

  private static final class Missing extends RuntimeException {
    Missing(String name) {
      super("there is no " + name);
    }
  }

  private static String text(JsonNode json, String name) {
    if (!json.path(name).isString()) {
      throw new Missing(name);
    }
    return json.path(name).asString();
  }

  private static List<String> texts(JsonNode json, String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : list(json, name)) {
      if (!each.isString()) {
        throw new Missing("text in " + name);
      }
      texts.add(each.asString());
    }
    return texts;
  }

  private static List<JsonNode> list(JsonNode json, String name) {
    if (!json.path(name).isArray()) {
      throw new Missing("list of " + name);
    }
    return json.path(name).valueStream().toList();
  }

  private static ProblemException refused(String origin, String cause) {
    return new ProblemException(
        Problem.of(
            Problem.Code.USAGE,
            "read the plan " + origin,
            cause,
            "save the plan anew: daruma plan --out " + origin));
  }
}
