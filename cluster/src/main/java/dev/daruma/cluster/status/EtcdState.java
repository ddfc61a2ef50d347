package dev.daruma.cluster.status;

import java.util.List;
import java.util.Optional;

/**
 * etcd as its members tell it.
 *
 * @param members each member the cluster knows, and each control plane whose member nobody knows
 * @param expected how many there should be
 */
public record EtcdState(List<Member> members, int expected) {
  public EtcdState {
    members = List.copyOf(members);
  }

  /**
   * A member.
   *
   * @param name the host's, or what a member that is on none of the site's hosts calls itself
   * @param joined whether the cluster knows it
   * @param databaseBytes empty where it does not answer
   * @param alarms such as a full database
   */
  public record Member(
      String name,
      boolean joined,
      boolean healthy,
      boolean leader,
      Optional<Long> databaseBytes,
      List<String> alarms) {
    public Member {
      alarms = List.copyOf(alarms);
    }
  }

  /** Names of those that members take for the leader; one, if all is well. */
  public List<String> leaders() {
    return members.stream().filter(Member::leader).map(Member::name).toList();
  }

  public int healthy() {
    return Math.toIntExact(members.stream().filter(Member::healthy).count());
  }

  public int joined() {
    return Math.toIntExact(members.stream().filter(Member::joined).count());
  }

  /** How many members must be healthy. Source: etcd documentation, "FAQ". */
  public int quorum() {
    return joined() / 2 + 1;
  }

  /** How many more of them may fail. */
  public int spare() {
    return Math.max(0, healthy() - quorum());
  }
}
