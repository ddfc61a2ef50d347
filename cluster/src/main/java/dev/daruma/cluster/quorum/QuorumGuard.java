package dev.daruma.cluster.quorum;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Knows what may be lost. Whatever stops, restarts or removes asks here first. Source of the
 * arithmetic: etcd documentation, "FAQ", what is failure tolerance, and "runtime reconfiguration".
 */
public final class QuorumGuard {
  private QuorumGuard() {}

  /**
   * Why it must not be done; empty when it may.
   *
   * @param act as the command calls it, such as {@code "remove one"}
   * @param site whose name must be said to do it all the same
   */
  public static List<Problem> refusals(
      Electorate electorate, String act, Intent intent, String site) {
    // Where there is no cluster yet, nothing can be lost.
    if (electorate.seats().isEmpty()) {
      return List.of();
    }
    Optional<Refusal> refusal =
        switch (intent) {
          case Intent.Interrupt(SortedSet<HostName> hosts) ->
              interrupt(electorate, hosts)
                  .or(() -> BalancerArithmetic.interrupt(electorate, hosts));
          case Intent.Drain(SortedSet<HostName> hosts) ->
              drain(electorate, hosts).or(() -> BalancerArithmetic.interrupt(electorate, hosts));
          case Intent.Exchange(SortedSet<HostName> leaving, SortedSet<HostName> joining) ->
              ExchangeArithmetic.refusal(electorate, leaving, joining)
                  .or(() -> BalancerArithmetic.exchange(electorate, leaving, joining));
          case Intent.ChangeRoles(SortedSet<HostName> demoted, SortedSet<HostName> promoted) ->
              changeRoles(electorate, demoted, promoted);
        };
    return refusal
        .map(
            each ->
                Problem.of(
                    Problem.Code.REFUSED,
                    act,
                    each.arithmetic(),
                    each.safeOrder() + "; or insist with --force-unsafe " + site))
        .stream()
        .toList();
  }

  /** How many of so many etcd members must be well. */
  public static int quorum(int members) {
    return Arithmetic.quorum(members);
  }

  /** Why not, in numbers, and in which order it would be safe. */
  record Refusal(String arithmetic, String safeOrder) {}

  private static Optional<Refusal> interrupt(Electorate now, SortedSet<HostName> hosts) {
    SortedSet<HostName> lost = chosen(hosts, host -> now.isMember(host) && now.isWell(host));
    int left = now.wellMembers() - lost.size();
    if (!lost.isEmpty() && left < Arithmetic.quorum(now.members())) {
      return Optional.of(
          new Refusal(
              Arithmetic.needs(now.members())
                  + Arithmetic.away(now, hosts)
                  + "; without "
                  + Arithmetic.names(lost)
                  + " "
                  + left
                  + " would be left",
              lost.size() > 1
                  ? "one at a time, each well again before the next"
                  : mendFirst(now, hosts, "add another control plane first")));
    }
    return lastApiServer(now, hosts);
  }

  private static Optional<Refusal> drain(Electorate now, SortedSet<HostName> hosts) {
    return lastApiServer(now, hosts);
  }

  private static Optional<Refusal> lastApiServer(Electorate now, SortedSet<HostName> hosts) {
    SortedSet<HostName> lost =
        chosen(hosts, host -> now.seats().containsKey(host) && now.isWell(host));
    int ready = now.readyControlPlanes();
    return lost.isEmpty() || ready > lost.size()
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                ready
                    + (ready == 1 ? " control plane is" : " control planes are")
                    + " ready"
                    + Arithmetic.away(now, hosts)
                    + "; without "
                    + Arithmetic.names(lost)
                    + " none would be left to serve the API",
                lost.size() > 1
                    ? "one at a time, each well again before the next"
                    : mendFirst(now, hosts, "add another control plane first")));
  }

  private static Optional<Refusal> changeRoles(
      Electorate now, SortedSet<HostName> demoted, SortedSet<HostName> promoted) {
    int after = now.members() - demoted.size() + promoted.size();
    if (after > 0 && after % 2 == 0 && after != now.members()) {
      int odd = after > now.members() ? after + 1 : after - 1;
      return Optional.of(
          new Refusal(
              "etcd has "
                  + Arithmetic.members(now.members())
                  + " and would have "
                  + after
                  + ", of which it needs "
                  + Arithmetic.quorum(after)
                  + ": no more may fail than with "
                  + (after - 1)
                  + ", and one more can",
              "change roles so that " + odd + " control planes are left"));
    }
    return ExchangeArithmetic.refusal(now, demoted, promoted);
  }

  static String mendFirst(Electorate now, SortedSet<HostName> spared, String otherwise) {
    SortedSet<HostName> sick = new TreeSet<>(now.sick());
    sick.removeAll(spared);
    return sick.isEmpty()
        ? otherwise
        : "bring "
            + Arithmetic.names(sick)
            + " back first, or replace "
            + (sick.size() == 1 ? "it" : "them")
            + " (daruma node replace)";
  }

  static SortedSet<HostName> chosen(SortedSet<HostName> hosts, Predicate<HostName> test) {
    SortedSet<HostName> chosen = new TreeSet<>(hosts);
    chosen.removeIf(test.negate());
    return chosen;
  }
}
