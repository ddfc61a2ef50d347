package dev.daruma.cluster.quorum;

import dev.daruma.cluster.quorum.QuorumGuard.Refusal;
import dev.daruma.engine.host.HostName;
import java.util.Optional;
import java.util.SortedSet;

/**
 * An exchange of members in its safe order, one at a time: members that are away leave, new ones
 * join, well ones leave. After each, a majority must be well, and a cluster that could lose a
 * member before can lose one afterwards.
 */
final class ExchangeArithmetic {
  private ExchangeArithmetic() {}

  static Optional<Refusal> refusal(
      Electorate now, SortedSet<HostName> leaving, SortedSet<HostName> joining) {
    SortedSet<HostName> dead =
        QuorumGuard.chosen(leaving, host -> now.isMember(host) && !now.isWell(host));
    SortedSet<HostName> well =
        QuorumGuard.chosen(leaving, host -> now.isMember(host) && now.isWell(host));
    SortedSet<HostName> fresh =
        QuorumGuard.chosen(joining, host -> !now.isMember(host) && !now.isBalancer(host));
    int members = now.members();
    int wellMembers = now.wellMembers();
    if (dead.isEmpty() && well.isEmpty() && fresh.isEmpty()) {
      return Optional.empty();
    }
    if (wellMembers < Arithmetic.quorum(members)) {
      return Optional.of(
          new Refusal(
              Arithmetic.needs(members)
                  + " to change its members; only "
                  + wellMembers
                  + (wellMembers == 1 ? " is well" : " are well"),
              "bring " + Arithmetic.names(now.sick()) + " back first"));
    }
    if (well.size() + dead.size() == members && fresh.isEmpty()) {
      return Optional.of(last(members, leaving));
    }
    int spareBefore = wellMembers - Arithmetic.quorum(members);
    members -= dead.size();
    Optional<Refusal> growth = growth(now, members, wellMembers, fresh, leaving);
    if (growth.isPresent()) {
      return growth;
    }
    members += fresh.size() - well.size();
    wellMembers += fresh.size() - well.size();
    return well.isEmpty()
        ? Optional.empty()
        : shrunk(now, leaving, well, members, wellMembers, spareBefore);
  }

  private static Refusal last(int members, SortedSet<HostName> leaving) {
    return new Refusal(
        "etcd has "
            + Arithmetic.members(members)
            + "; without "
            + Arithmetic.names(leaving)
            + " none would be left, and all that the cluster knows would be gone",
        "add another control plane first; daruma reset takes a whole site down");
  }

  /** Until a new member answers it counts, and is not well. */
  private static Optional<Refusal> growth(
      Electorate now,
      int members,
      int wellMembers,
      SortedSet<HostName> fresh,
      SortedSet<HostName> leaving) {
    if (fresh.isEmpty()
        || wellMembers == members
        || wellMembers >= Arithmetic.quorum(members + 1)) {
      return Optional.empty();
    }
    return Optional.of(
        new Refusal(
            "etcd has "
                + Arithmetic.members(members)
                + " and would need "
                + Arithmetic.quorum(members + 1)
                + " of "
                + (members + 1)
                + " while "
                + Arithmetic.names(fresh)
                + " joins"
                + Arithmetic.away(now, leaving)
                + ", "
                + wellMembers
                + " would be well",
            QuorumGuard.mendFirst(now, leaving, "wait until all members are well")));
  }

  private static Optional<Refusal> shrunk(
      Electorate now,
      SortedSet<HostName> leaving,
      SortedSet<HostName> well,
      int members,
      int wellMembers,
      int spareBefore) {
    int needed = Arithmetic.quorum(members);
    String arithmetic =
        Arithmetic.needs(now.members())
            + Arithmetic.away(now, leaving)
            + "; without "
            + Arithmetic.names(well)
            + " it has "
            + Arithmetic.members(members)
            + " and needs "
            + needed
            + ": "
            + wellMembers
            + " would be well";
    if (wellMembers < needed) {
      return Optional.of(
          new Refusal(
              arithmetic,
              QuorumGuard.mendFirst(now, leaving, "one at a time, with a new one between")));
    }
    if (wellMembers == needed && spareBefore > 0) {
      return Optional.of(
          new Refusal(
              arithmetic + ", and none more may fail",
              "replace it instead (daruma node replace), or add another control plane first"));
    }
    return Optional.empty();
  }
}
