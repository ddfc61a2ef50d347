package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.controlplane.EtcdMembers.Member;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.plan.Work.Seen;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Fragment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes the etcd member of a half-done join out again, also where that member has taken the quorum
 * away: a second member that was announced and never started leaves one of two, and etcd can then
 * no longer be asked to remove it. The first one is made the only member again in that case. It has
 * every write, since none can have been accepted without it.
 */
record HalfDoneMember(Work work, Site site, Host gone) {
  private static final Duration MOMENT = Duration.ofSeconds(15);

  /** For how long a member that has all it needs to start may take to do so. */
  private static final Duration START = Duration.ofSeconds(60);

  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** How the other members are. */
  sealed interface Rest {
    /** They have a quorum, and can be asked on that host. */
    record Quorate(Host living) implements Rest {}

    /** The member on that host is the only one besides the one that goes, and has no quorum. */
    record Alone(Host last) implements Rest {}
  }

  /**
   * @param stop stops what runs on the host that goes, and removes its data
   */
  void of(Runnable stop) {
    switch (rest()) {
      case Rest.Quorate(Host living) -> {
        EtcdMembers.remove(work, living, gone);
        stop.run();
      }
      case Rest.Alone(Host last) -> {
        // Stopped first: two that each believe to be the only member must never run.
        stop.run();
        work.say("making the etcd member on " + last.name() + " the only one again");
        LoneEtcdMember.of(work, last);
      }
    }
  }

  private Rest rest() {
    if (canStart()) {
      try {
        return work.until("etcd has a quorum", START, () -> look(false));
      } catch (ProblemException late) {
        if (late.problem().code() != Problem.Code.TIMED_OUT) {
          throw late;
        }
      }
    }
    return work.until("etcd's members can be asked", LIMIT, () -> look(true));
  }

  /** Whether the kubelet on the host would start the member. */
  private boolean canStart() {
    return work.shell(gone.name())
        .run(Fragment.of("[ -f %s ]", LoneEtcdMember.MANIFEST), MOMENT)
        .succeeded();
  }

  private Seen<Rest> look(boolean evenAlone) {
    List<String> seen = new ArrayList<>();
    for (Host host : site.controlPlanes()) {
      if (host.equals(gone)) {
        continue;
      }
      try {
        var answers =
            work.shell(host.name())
                .run(
                    List.of(EtcdMembers.list(), EtcdMembers.health(), LoneEtcdMember.isForced()),
                    MOMENT);
        Optional<Rest> rest =
            rest(
                host,
                gone,
                EtcdMembers.parse(answers.get(0)),
                answers.get(1).succeeded(),
                answers.get(2).succeeded());
        if (rest.isPresent() && (evenAlone || rest.get() instanceof Rest.Quorate)) {
          return Seen.met(rest.get());
        }
        seen.add(host.name() + ": " + said(answers.get(0).said(), answers.get(1).said()));
      } catch (ProblemException silent) {
        seen.add(host.name() + ": " + silent.problem().cause());
      }
    }
    return Seen.notYet(String.join("; ", seen));
  }

  private static String said(String list, String health) {
    return list.isEmpty() ? (health.isEmpty() ? "no quorum" : health) : list;
  }

  /**
   * By what one member says. Pure.
   *
   * @param members as that member knows them, which it does without a quorum, too
   * @param healthy whether it has a leader and answers
   * @param forced whether an earlier run was about to make it the only one
   */
  static Optional<Rest> rest(
      Host asked, Host gone, List<Member> members, boolean healthy, boolean forced) {
    if (forced) {
      return Optional.of(new Rest.Alone(asked));
    }
    if (healthy) {
      return Optional.of(new Rest.Quorate(asked));
    }
    boolean alone =
        members.size() == 2
            && members.stream().anyMatch(member -> member.isOf(asked))
            && members.stream().anyMatch(member -> member.isOf(gone));
    return alone ? Optional.of(new Rest.Alone(asked)) : Optional.empty();
  }
}
