package dev.daruma.cluster.quorum;

import dev.daruma.cluster.quorum.QuorumGuard.Refusal;
import dev.daruma.engine.host.HostName;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where load-balancers hold the endpoint's address, and not the control planes, one of them must be
 * left: no other host takes it.
 */
final class BalancerArithmetic {
  private BalancerArithmetic() {}

  static Optional<Refusal> interrupt(Electorate now, SortedSet<HostName> hosts) {
    return refusal(now, QuorumGuard.chosen(hosts, now::balances), new TreeSet<>());
  }

  /** One that is away may only go, too, when another one does its work, or is about to. */
  static Optional<Refusal> exchange(
      Electorate now, SortedSet<HostName> leaving, SortedSet<HostName> joining) {
    return refusal(now, QuorumGuard.chosen(leaving, now::isBalancer), joining);
  }

  private static Optional<Refusal> refusal(
      Electorate now, SortedSet<HostName> lost, SortedSet<HostName> joining) {
    SortedSet<HostName> others = new TreeSet<>(now.balancers().keySet());
    others.removeAll(lost);
    if (lost.isEmpty()
        || others.stream().anyMatch(host -> now.balances(host) || joining.contains(host))) {
      return Optional.empty();
    }
    long working = now.balancers().values().stream().filter(works -> works).count();
    return Optional.of(
        new Refusal(
            working
                + (working == 1 ? " load-balancer works" : " load-balancers work")
                + (others.isEmpty()
                    ? ""
                    : "; "
                        + Arithmetic.names(others)
                        + (others.size() == 1 ? " does not" : " do not"))
                + "; without "
                + Arithmetic.names(lost)
                + " none would be left to hold the endpoint's address",
            safeOrder(lost, others)));
  }

  private static String safeOrder(SortedSet<HostName> lost, SortedSet<HostName> others) {
    if (!others.isEmpty()) {
      return "bring " + Arithmetic.names(others) + " back first";
    }
    return lost.size() > 1
        ? "one at a time, each well again before the next"
        : "add another load-balancer first";
  }
}
