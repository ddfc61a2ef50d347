package dev.daruma.cluster.quorum;

import dev.daruma.engine.host.HostName;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/** etcd's majorities, and how a person says them. */
final class Arithmetic {
  private Arithmetic() {}

  /** How many of the members must be well. */
  static int quorum(int members) {
    return members / 2 + 1;
  }

  static String members(int count) {
    return count + (count == 1 ? " member" : " members");
  }

  /** Such as {@code "etcd has 3 members and needs 2"}. */
  static String needs(int count) {
    return "etcd has " + members(count) + " and needs " + quorum(count);
  }

  /** Such as {@code "; two is away"}, but for hosts that are spoken of anyway. */
  static String away(Electorate now, SortedSet<HostName> spared) {
    SortedSet<HostName> sick = new TreeSet<>(now.sick());
    sick.removeAll(spared);
    return sick.isEmpty() ? "" : "; " + names(sick) + (sick.size() == 1 ? " is away" : " are away");
  }

  static String names(Collection<HostName> hosts) {
    return String.join(" and ", hosts.stream().map(HostName::value).toList());
  }
}
