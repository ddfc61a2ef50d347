package dev.daruma.cluster.status;

import dev.daruma.cluster.controlplane.EtcdMembers;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.status.EtcdState.Member;
import dev.daruma.engine.host.HostName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What several members say, put together. */
final class EtcdGathering {
  private EtcdGathering() {}

  /**
   * @param reports what control planes' own members say
   * @param known the members as one of them lists them; empty where none has a quorum to ask
   */
  static List<Member> members(
      Site site, Map<HostName, EtcdReport> reports, List<EtcdMembers.Member> known) {
    Set<String> leaders = new TreeSet<>();
    reports.values().forEach(report -> leaders.add(report.leader()));
    List<Member> members = new ArrayList<>();
    for (Host host : site.controlPlanes()) {
      members.add(member(host, Optional.ofNullable(reports.get(host.name())), known, leaders));
    }
    for (EtcdMembers.Member each : known) {
      if (site.controlPlanes().stream().noneMatch(each::isOf)) {
        String name = each.name().isEmpty() ? String.join(" ", each.peerUrls()) : each.name();
        members.add(
            new Member(
                name, true, false, leaders.contains(each.id()), Optional.empty(), List.of()));
      }
    }
    return members;
  }

  private static Member member(
      Host host, Optional<EtcdReport> report, List<EtcdMembers.Member> known, Set<String> leaders) {
    Optional<EtcdReport> answered = report.filter(each -> !each.member().isEmpty());
    String id =
        known.stream()
            .filter(each -> each.isOf(host))
            .map(EtcdMembers.Member::id)
            .findFirst()
            .or(() -> answered.map(EtcdReport::member))
            .orElse("");
    return new Member(
        host.name().value(),
        !id.isEmpty(),
        answered.map(EtcdReport::healthy).orElse(false),
        !id.isEmpty() && leaders.contains(id),
        answered.map(EtcdReport::databaseBytes),
        answered.map(EtcdReport::alarms).orElse(List.of()));
  }
}
