package dev.daruma.cluster.status;

import dev.daruma.cluster.controlplane.EtcdMembers;
import dev.daruma.engine.observe.Marked;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a control plane's own etcd member says, asked through its JSON gateway. Source: etcd 3.4,
 * "Interacting with etcd", gRPC gateway: /health, /v3/maintenance/status, /v3/cluster/member/list.
 *
 * @param healthy whether it takes part in a quorum; etcd's own word
 * @param member its identifier; empty where it does not answer
 * @param leader the identifier of the leader it knows; empty where it knows none
 * @param databaseBytes of its database file; 0 where it does not answer
 * @param alarms such as a full database; empty where there are none
 * @param members all members it knows of; empty where it has no quorum to ask
 */
record EtcdReport(
    boolean healthy,
    String member,
    String leader,
    long databaseBytes,
    List<String> alarms,
    List<EtcdMembers.Member> members) {
  /** etcd's word for "nobody". */
  private static final String NOBODY = "0";

  static final Probe<EtcdReport> PROBE =
      Probe.of(
          "etcd report",
          Fragment.of(
              """
              [ -f /etc/kubernetes/pki/etcd/healthcheck-client.crt ] || exit 3
              printf '\\036health\\n'
              curl -sS --max-time 4 %s https://127.0.0.1:2379/health 2>/dev/null
              printf '\\036status\\n'
              curl -fsS --max-time 4 %s -X POST -d '{}' https://127.0.0.1:2379/v3/maintenance/status 2>/dev/null
              printf '\\036members\\n'
              curl -fsS --max-time 4 %s -X POST -d '{}' https://127.0.0.1:2379/v3/cluster/member/list 2>/dev/null
              true""",
              EtcdMembers.CREDENTIALS, EtcdMembers.CREDENTIALS, EtcdMembers.CREDENTIALS),
          EtcdReport::parse);

  static EtcdReport parse(Output output) {
    Map<String, String> answers = Marked.split(output.stdout());
    JsonNode status = json(answers.getOrDefault("status", ""));
    List<String> alarms = new ArrayList<>();
    status.path("errors").forEach(alarm -> alarms.add(alarm.asString("")));
    String leader = status.path("leader").asString(NOBODY);
    return new EtcdReport(
        json(answers.getOrDefault("health", "")).path("health").asString("").equals("true"),
        status.path("header").path("member_id").asString(""),
        leader.equals(NOBODY) ? "" : leader,
        status.path("dbSize").asLong(0),
        alarms,
        EtcdMembers.parse(new Output(0, answers.getOrDefault("members", ""), "")));
  }

  private static JsonNode json(String text) {
    try {
      return JsonMapper.shared().readTree(text);
    } catch (JacksonException noAnswer) {
      return JsonMapper.shared().createObjectNode();
    }
  }
}
