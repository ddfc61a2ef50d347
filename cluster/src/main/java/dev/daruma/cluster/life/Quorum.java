package dev.daruma.cluster.life;

/** etcd's arithmetic. Source: etcd documentation, "FAQ", what is failure tolerance. */
final class Quorum {
  private Quorum() {}

  /** What one more member means. */
  static String grown(int members) {
    if (members == 0) {
      return "1 member, quorum 1: none may fail";
    }
    return "%d -> %d members, quorum %d -> %d: %s%s"
        .formatted(
            members,
            members + 1,
            quorum(members),
            quorum(members + 1),
            tolerance(members + 1),
            quorum(members + 1) > members
                ? "; until the new one answers there is no quorum, and the API waits"
                : "");
  }

  static String of(int members) {
    return "%d %s, quorum %d: %s"
        .formatted(
            members, members == 1 ? "member" : "members", quorum(members), tolerance(members));
  }

  private static int quorum(int members) {
    return members / 2 + 1;
  }

  private static String tolerance(int members) {
    int spare = members - quorum(members);
    return spare == 0 ? "none may fail" : spare + " may fail";
  }
}
