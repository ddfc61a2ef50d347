package dev.daruma.app.show;

import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.status.Drift;
import dev.daruma.cluster.status.EtcdState;
import dev.daruma.cluster.status.Expiry;
import dev.daruma.cluster.status.HostState;
import dev.daruma.cluster.status.NodeState;
import dev.daruma.cluster.status.SiteStatus;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A status as programs read it; {@code docs/status-json.md} describes the shape. */
public final class StatusJson {
  private static final int FORMAT = 1;

  private StatusJson() {}

  public static ObjectNode of(SiteStatus status) {
    List<String> concerns = status.concerns();
    ObjectNode json =
        PlanJson.object()
            .put("kind", "daruma-status")
            .put("format", FORMAT)
            .put("site", status.site().name())
            .put("at", status.at().truncatedTo(ChronoUnit.MILLIS).toString())
            .put("well", concerns.isEmpty());
    ArrayNode said = json.putArray("concerns");
    concerns.forEach(said::add);
    ArrayNode hosts = json.putArray("hosts");
    status.hosts().forEach(host -> add(host, status.at(), hosts.addObject()));
    ObjectNode endpoint = json.putObject("endpoint");
    endpoint.put("address", status.site().kubernetes().endpoint().host());
    ArrayNode holders = endpoint.putArray("holders");
    status.holders().stream().map(HostName::value).forEach(holders::add);
    status.etcd().ifPresent(etcd -> add(etcd, json.putObject("etcd")));
    status
        .authorityExpiry()
        .ifPresent(expiry -> add(expiry, status.at(), json.putObject("authority")));
    add(status.drift(), json.putObject("drift"));
    return json;
  }

  private static void add(HostState state, Instant now, ObjectNode json) {
    json.put("host", state.host().name().value());
    json.put("address", state.host().address().getHostAddress());
    ArrayNode roles = json.putArray("roles");
    state.host().roles().stream().map(Role::toString).forEach(roles::add);
    json.put("answers", state.unread().isEmpty());
    state.unread().ifPresent(problem -> json.set("problem", one(problem)));
    state.node().ifPresent(node -> add(node, json.putObject("node")));
    state.apiReady().ifPresent(ready -> json.put("apiReady", ready));
    json.put("holdsEndpoint", state.holdsEndpoint());
    state.expiry().ifPresent(expiry -> add(expiry, now, json.putObject("certificate")));
  }

  private static ObjectNode one(Problem problem) {
    return (ObjectNode) PlanJson.of(List.of(problem)).get(0);
  }

  private static void add(NodeState node, ObjectNode json) {
    json.put("ready", node.ready())
        .put("cordoned", node.cordoned())
        .put("message", node.message())
        .put("kubelet", node.version())
        .put("runtime", node.runtime());
  }

  private static void add(Expiry expiry, Instant now, ObjectNode json) {
    json.put("file", expiry.file())
        .put("end", expiry.end().toString())
        .put("daysLeft", expiry.daysLeft(now));
  }

  private static void add(EtcdState etcd, ObjectNode json) {
    json.put("healthy", etcd.healthy()).put("quorum", etcd.quorum()).put("spare", etcd.spare());
    ArrayNode leaders = json.putArray("leaders");
    etcd.leaders().forEach(leaders::add);
    ArrayNode members = json.putArray("members");
    for (EtcdState.Member member : etcd.members()) {
      ObjectNode one =
          members
              .addObject()
              .put("name", member.name())
              .put("joined", member.joined())
              .put("healthy", member.healthy())
              .put("leader", member.leader());
      member.databaseBytes().ifPresent(bytes -> one.put("databaseBytes", bytes));
      ArrayNode alarms = one.putArray("alarms");
      member.alarms().forEach(alarms::add);
    }
  }

  private static void add(Drift drift, ObjectNode json) {
    switch (drift) {
      case Drift.Changes(var changes) -> {
        json.put("known", true);
        json.put("changes", changes.values().stream().mapToInt(Integer::intValue).sum());
        ArrayNode hosts = json.putArray("hosts");
        changes.forEach(
            (host, count) -> hosts.addObject().put("host", host.value()).put("changes", count));
      }
      case Drift.Hindered(var problems) ->
          json.put("known", false).set("problems", PlanJson.of(problems));
      case Drift.Unknown(var why) -> json.put("known", false).put("why", why);
    }
  }
}
