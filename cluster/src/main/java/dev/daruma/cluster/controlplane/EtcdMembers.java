package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.site.Host;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * etcd's members, asked through the JSON gateway of a member. Source: etcd 3.4, "Interacting with
 * etcd", gRPC gateway.
 */
public final class EtcdMembers {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** What curl(1) is told so that a member trusts it. */
  private static final String TRUST =
      "--cacert /etc/kubernetes/pki/etcd/ca.crt --cert /etc/kubernetes/pki/etcd/healthcheck-client.crt --key /etc/kubernetes/pki/etcd/healthcheck-client.key";

  /** The same, for scripts of other rooms. */
  public static final Fragment CREDENTIALS = Fragment.script(TRUST);

  private static final String CURL = "curl -fsS --max-time 10 " + TRUST;

  private EtcdMembers() {}

  /**
   * A member.
   *
   * @param name empty before it has started
   */
  public record Member(String id, String name, List<String> peerUrls) {
    /** Whether the other members reach it at the host's address. */
    public boolean isOf(Host host) {
      return peerUrls.contains("https://" + host.address().getHostAddress() + ":2380");
    }
  }

  /** Reads the members as the host's own member knows them; empty where there is none. */
  public static Probe<List<Member>> probe() {
    return Probe.of("etcd members", list(), EtcdMembers::parse);
  }

  /** Succeeds when the host's own member answers as healthy. */
  public static Fragment health() {
    return Fragment.script(CURL + " https://127.0.0.1:2379/health");
  }

  /**
   * Prints one line of JSON: the host's own member, its term and its leader; and its quorum is not
   * asked for.
   */
  public static Fragment status() {
    return Fragment.script(CURL + " -X POST -d '{}' https://127.0.0.1:2379/v3/maintenance/status");
  }

  static Fragment list() {
    return Fragment.script(CURL + " -X POST -d '{}' https://127.0.0.1:2379/v3/cluster/member/list");
  }

  /**
   * What {@code member/list} answered, which a member does without a quorum, too; empty where that
   * is no such answer. Source: etcd 3.4, Cluster.MemberList.
   */
  public static List<Member> parse(Output output) {
    if (!output.succeeded()) {
      return List.of();
    }
    try {
      List<Member> members = new ArrayList<>();
      for (JsonNode member : JsonMapper.shared().readTree(output.stdout()).path("members")) {
        List<String> urls = new ArrayList<>();
        member.path("peerURLs").forEach(url -> urls.add(url.asString()));
        members.add(
            new Member(member.path("ID").asString(), member.path("name").asString(""), urls));
      }
      return members;
    } catch (JacksonException noJson) {
      return List.of();
    }
  }

  /** Takes the host's member out, if there is one. */
  static void remove(Work work, Host living, Host gone) {
    Output listed =
        work.run(living.name(), "list etcd's members", "see that etcd has quorum", list(), LIMIT);
    for (Member member : parse(listed)) {
      if (member.isOf(gone)) {
        work.run(
            living.name(),
            "remove etcd member " + gone.name(),
            "see that etcd has quorum, then run apply again",
            Fragment.of(
                CURL + " -X POST -d %s https://127.0.0.1:2379/v3/cluster/member/remove",
                "{\"ID\": \"" + member.id() + "\"}"),
            LIMIT);
      }
    }
  }
}
