package dev.daruma.app.show;

import dev.daruma.engine.journal.PastEvent;
import dev.daruma.engine.journal.PastRun;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Past runs as programs read them. */
public final class RunJson {
  private RunJson() {}

  public static ObjectNode of(String site, List<PastRun> runs) {
    ObjectNode json = PlanJson.object().put("site", site);
    ArrayNode all = json.putArray("runs");
    runs.forEach(run -> all.add(head(run)));
    return json;
  }

  public static ObjectNode of(PastRun run) {
    ObjectNode json = head(run);
    ArrayNode events = json.putArray("events");
    run.events().forEach(event -> events.add(event(event)));
    return json;
  }

  private static ObjectNode head(PastRun run) {
    ObjectNode json =
        PlanJson.object()
            .put("run", run.name())
            .put("command", run.command())
            .put("started", run.started().toString())
            .put("milliseconds", run.took().toMillis())
            .put("result", RunText.result(run))
            .put("changes", run.changes());
    run.only().forEach(json.putArray("only")::add);
    return json;
  }

  private static ObjectNode event(PastEvent event) {
    ObjectNode json = PlanJson.object().put("at", event.at().toString()).put("event", event.kind());
    if (!event.act().isEmpty()) {
      json.put("host", event.host()).put("act", event.act());
    }
    event.details().forEach((name, values) -> values.forEach(json.putArray(name)::add));
    return json;
  }
}
