package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.plan.Work.Seen;
import dev.daruma.engine.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A host's member leaves etcd, whether the host lives or not, once the others are a majority
 * without it. Source: etcd documentation, "runtime reconfiguration".
 */
public final class EtcdDeparture {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofSeconds(15);

  private EtcdDeparture() {}

  /**
   * Does nothing where the host has no member.
   *
   * @param remaining the site without the host
   * @param living a control plane of it that answers
   */
  public static void remove(Work work, Site remaining, Host living, Host gone) {
    int members =
        work.until(
            "the other members of etcd are a majority without " + gone.name(),
            LIMIT,
            () -> majority(work, remaining, living, gone));
    if (members > 0) {
      EtcdMembers.remove(work, living, gone);
    }
  }

  /** How many members there are, or none when the host is none of them. */
  private static Seen<Integer> majority(Work work, Site remaining, Host living, Host gone) {
    List<EtcdMembers.Member> members =
        EtcdMembers.parse(work.shell(living.name()).run(EtcdMembers.list(), LOOK));
    if (members.isEmpty()) {
      return Seen.notYet("etcd on " + living.name() + " does not tell its members");
    }
    if (members.stream().noneMatch(member -> member.isOf(gone))) {
      return Seen.met(0);
    }
    int others = members.size() - 1;
    List<String> sick = new ArrayList<>();
    for (Host host : remaining.controlPlanes()) {
      if (members.stream().anyMatch(member -> member.isOf(host)) && !isWell(work, host.name())) {
        sick.add(host.name().value());
      }
    }
    int needed = others / 2 + 1;
    return others - sick.size() >= needed
        ? Seen.met(members.size())
        : Seen.notYet(
            "of the %d others %d must be well, and %s %s not"
                .formatted(
                    others, needed, String.join(", ", sick), sick.size() == 1 ? "is" : "are"));
  }

  private static boolean isWell(Work work, HostName host) {
    try {
      return work.shell(host).run(EtcdMembers.health(), LOOK).succeeded();
    } catch (ProblemException silent) {
      return false;
    }
  }
}
