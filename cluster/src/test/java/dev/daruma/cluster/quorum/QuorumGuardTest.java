package dev.daruma.cluster.quorum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.daruma.cluster.quorum.Electorate.Seat;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the cluster can spare, and what is said when it cannot. */
class QuorumGuardTest {
  private static final HostName ONE = new HostName("one");
  private static final HostName TWO = new HostName("two");
  private static final HostName THREE = new HostName("three");
  private static final HostName FOUR = new HostName("four");
  private static final HostName FIVE = new HostName("five");
  private static final HostName WORK = new HostName("work");

  private static final Seat WELL = new Seat(true, true, true);
  private static final Seat AWAY = new Seat(true, true, false);

  private static Electorate of(Seat... seats) {
    List<HostName> names = List.of(ONE, TWO, THREE, FOUR, FIVE);
    SortedMap<HostName, Seat> map = new TreeMap<>();
    for (int at = 0; at < seats.length; at++) {
      map.put(names.get(at), seats[at]);
    }
    return new Electorate(map);
  }

  /** A single control plane, and load-balancers four and five; at work or not. */
  private static Electorate balanced(Map<HostName, Boolean> balancers) {
    return new Electorate(of(WELL).seats(), new TreeMap<>(balancers));
  }

  private static SortedSet<HostName> set(HostName... hosts) {
    return new TreeSet<>(List.of(hosts));
  }

  static Stream<Arguments> forbidden() {
    return Stream.of(
        arguments(
            "remove two of three at once",
            of(WELL, WELL, WELL),
            Intent.remove(ONE, TWO),
            "etcd has 3 members and needs 2; without one and two it has 1 member and needs 1: 1"
                + " would be well, and none more may fail"),
        arguments(
            "remove one of three, which leaves two of which none may fail",
            of(WELL, WELL, WELL),
            Intent.remove(ONE),
            "without one it has 2 members and needs 2: 2 would be well, and none more may fail"),
        arguments(
            "reboot two control planes at once",
            of(WELL, WELL, WELL),
            Intent.interrupt(ONE, TWO),
            "etcd has 3 members and needs 2; without one and two 1 would be left"),
        arguments(
            "reboot a control plane while another is away",
            of(WELL, AWAY, WELL),
            Intent.interrupt(ONE),
            "etcd has 3 members and needs 2; two is away; without one 1 would be left"),
        arguments(
            "remove the last etcd voter",
            of(WELL),
            Intent.remove(ONE),
            "etcd has 1 member; without one none would be left, and all that the cluster knows"
                + " would be gone"),
        arguments(
            "remove a control plane while another is away",
            of(WELL, AWAY, WELL),
            Intent.remove(ONE),
            "etcd has 3 members and needs 2; two is away; without one it has 2 members and needs"
                + " 2: 1 would be well"),
        arguments(
            "drain the only ready control plane",
            of(WELL, AWAY, AWAY),
            Intent.drain(ONE),
            "1 control plane is ready; three and two are away; without one none would be left to"
                + " serve the API"),
        arguments(
            "stop the only control plane of a small site",
            of(WELL),
            Intent.interrupt(ONE),
            "etcd has 1 member and needs 1; without one 0 would be left"),
        arguments(
            "change members while etcd has no quorum",
            of(WELL, AWAY, AWAY),
            Intent.remove(TWO),
            "etcd has 3 members and needs 2 to change its members; only 1 is well"),
        arguments(
            "take a new member in while another is away",
            of(WELL, AWAY, WELL),
            new Intent.Exchange(set(), set(FOUR)),
            "etcd has 3 members and would need 3 of 4 while four joins; two is away, 2 would be"
                + " well"),
        arguments(
            "replace a living control plane while another is away",
            of(WELL, AWAY, WELL),
            Intent.replace(ONE, FOUR),
            "etcd has 3 members and would need 3 of 4 while four joins; two is away, 2 would be"
                + " well"),
        arguments(
            "promote a worker so that four are left",
            of(WELL, WELL, WELL),
            new Intent.ChangeRoles(set(), set(WORK)),
            "etcd has 3 members and would have 4, of which it needs 3: no more may fail than with"
                + " 3, and one more can"),
        arguments(
            "demote one of three",
            of(WELL, WELL, WELL),
            new Intent.ChangeRoles(set(THREE), set()),
            "etcd has 3 members and would have 2, of which it needs 2"),
        arguments(
            "demote two of three",
            of(WELL, WELL, WELL),
            new Intent.ChangeRoles(set(TWO, THREE), set()),
            "without three and two it has 1 member and needs 1: 1 would be well, and none more"
                + " may fail"),
        arguments(
            "reboot all load-balancers at once",
            balanced(Map.of(FOUR, true, FIVE, true)),
            Intent.interrupt(FOUR, FIVE),
            "2 load-balancers work; without five and four none would be left to hold the"
                + " endpoint's address"),
        arguments(
            "drain a load-balancer while the other is away",
            balanced(Map.of(FOUR, true, FIVE, false)),
            Intent.drain(FOUR),
            "1 load-balancer works; five does not; without four none would be left"),
        arguments(
            "remove a load-balancer while the other is away",
            balanced(Map.of(FOUR, true, FIVE, false)),
            Intent.remove(FOUR),
            "1 load-balancer works; five does not; without four none would be left"),
        arguments(
            "remove the last load-balancer, dead as it is",
            balanced(Map.of(FOUR, false)),
            Intent.remove(FOUR),
            "0 load-balancers work; without four none would be left"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void forbidden(String name, Electorate electorate, Intent intent, String arithmetic) {
    List<Problem> refusals = QuorumGuard.refusals(electorate, "do it", intent, "neko");
    assertThat(refusals).hasSize(1);
    assertThat(refusals.getFirst().code()).isEqualTo(Problem.Code.REFUSED);
    assertThat(refusals.getFirst().cause()).contains(arithmetic);
    assertThat(refusals.getFirst().remedy()).endsWith("; or insist with --force-unsafe neko");
  }

  static Stream<Arguments> allowed() {
    return Stream.of(
        arguments("reboot one of three", of(WELL, WELL, WELL), Intent.interrupt(ONE)),
        arguments("drain one of three", of(WELL, WELL, WELL), Intent.drain(ONE)),
        arguments("drain beside one that is away", of(WELL, AWAY, WELL), Intent.drain(ONE)),
        arguments("reboot what is away", of(WELL, AWAY, WELL), Intent.interrupt(TWO)),
        arguments("remove what is away", of(WELL, AWAY, WELL), Intent.remove(TWO)),
        arguments("replace what is away", of(WELL, AWAY, WELL), Intent.replace(TWO, FOUR)),
        arguments("replace what lives", of(WELL, WELL, WELL), Intent.replace(TWO, FOUR)),
        arguments("replace the only one", of(WELL), Intent.replace(ONE, TWO)),
        arguments("remove one of five", of(WELL, WELL, WELL, WELL, WELL), Intent.remove(ONE)),
        arguments("remove one of two", of(WELL, WELL), Intent.remove(ONE)),
        arguments("a worker is no member", of(WELL), Intent.remove(WORK)),
        arguments("there is no cluster yet", of(), Intent.remove(ONE)),
        arguments(
            "reboot one of two load-balancers",
            balanced(Map.of(FOUR, true, FIVE, true)),
            Intent.interrupt(FOUR)),
        arguments(
            "remove one of two load-balancers",
            balanced(Map.of(FOUR, true, FIVE, true)),
            Intent.remove(FOUR)),
        arguments(
            "replace a dead load-balancer, which makes no member of its successor",
            balanced(Map.of(FOUR, false, FIVE, false)),
            Intent.replace(FOUR, FIVE)),
        arguments(
            "two more make five of three",
            of(WELL, WELL, WELL),
            new Intent.ChangeRoles(set(), set(FOUR, FIVE))),
        arguments(
            "one takes the other's role",
            of(WELL, WELL, WELL),
            new Intent.ChangeRoles(set(THREE), set(WORK))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void allowed(String name, Electorate electorate, Intent intent) {
    assertThat(QuorumGuard.refusals(electorate, "do it", intent, "neko")).isEmpty();
  }

  @Test
  void theSafeOrderIsOffered() {
    assertThat(remedy(of(WELL, AWAY, WELL), Intent.remove(ONE)))
        .startsWith("bring two back first, or replace it (daruma node replace)");
    assertThat(remedy(of(WELL, WELL, WELL), Intent.interrupt(ONE, TWO)))
        .startsWith("one at a time, each well again before the next");
    assertThat(remedy(of(WELL, WELL, WELL), Intent.remove(ONE)))
        .startsWith("replace it instead (daruma node replace)");
    assertThat(remedy(of(WELL, AWAY, AWAY), Intent.remove(TWO)))
        .startsWith("bring three and two back first");
  }

  private static String remedy(Electorate electorate, Intent intent) {
    return QuorumGuard.refusals(electorate, "do it", intent, "neko").getFirst().remedy();
  }
}
