package dev.daruma.cluster.life;

import static dev.daruma.cluster.life.SmallSite.State.AWAY;
import static dev.daruma.cluster.life.SmallSite.State.BARE;
import static dev.daruma.cluster.life.SmallSite.State.LIVING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.life.SmallSite.State;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.node.Drain;
import dev.daruma.cluster.room.Scope;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Runtime;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.problem.Problem;
import java.io.IOException;
import java.net.Inet4Address;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands about single nodes lead to, and an edited file. */
class NodeLifeTest {
  private static final HostName ONE = new HostName("one");
  private static final HostName TWO = new HostName("two");
  private static final HostName NODE = new HostName("node");
  private static final HostName SPARE = new HostName("spare");

  @TempDir private Path folder;

  /** The small site with one more host behind the others. */
  private SmallSite with(HostName name, Role role) throws IOException {
    SmallSite small = SmallSite.in(folder);
    Site more =
        small
            .site()
            .with(
                new Host(
                    name,
                    Inet4Address.ofLiteral("192.0.2.31"),
                    Set.of(role),
                    new TreeMap<>(),
                    List.of(),
                    new Runtime.OfHost(Runtime.Kind.CONTAINERD, Optional.empty()),
                    small.site().host(NODE).target()));
    return new SmallSite(more, small.blueprint().of(more));
  }

  private NodeLife life(State... states) throws IOException {
    SmallSite small = SmallSite.in(folder);
    return new NodeLife(small.blueprint(), small.facts(states), false);
  }

  /** The acts in these rooms, each with what it waits for. */
  private static List<String> acts(Plan plan, String... rooms) {
    return plan.acts().stream()
        .filter(act -> List.of(rooms).contains(act.room().word()))
        .map(
            act ->
                act.host()
                    + ": "
                    + act.title()
                    + act.needs().stream()
                        .filter(need -> !plan.holding().contains(need))
                        .map(Milestone::title)
                        .filter(
                            title ->
                                title.contains("left")
                                    || title.contains("drained")
                                    || title.contains("joined")
                                    || title.contains("no role"))
                        .sorted()
                        .collect(Collectors.joining(", ", " [", "]")))
        .map(line -> line.replace(" []", ""))
        .toList();
  }

  @Test
  void aWorkerIsDrainedThenLeavesThenIsMadeBare() throws IOException {
    NodePlan plan = life(LIVING, LIVING, LIVING).remove(NODE, Drain.Rules.USUAL);
    assertThat(plan.problems()).isEmpty();
    assertThat(acts(plan.plan(), "node", "reset"))
        .containsExactly(
            "node: drain node",
            "node: leave cluster [node is drained]",
            "node: reset host [node has left the cluster]");
    assertThat(plan.afterwards()).singleElement().asString().contains("delete the entry of node");
  }

  @Test
  void aDeadWorkerIsNotTouched() throws IOException {
    NodePlan plan = life(LIVING, LIVING, AWAY).remove(NODE, Drain.Rules.USUAL);
    assertThat(acts(plan.plan(), "node", "reset")).containsExactly("node: leave cluster");
  }

  @Test
  void othersAreToldAndNothingElseIsDoneThere() throws IOException {
    NodePlan plan = life(LIVING, LIVING, AWAY).remove(NODE, Drain.Rules.USUAL);
    assertThat(
            plan.plan()
                .hostChanges()
                .filter(change -> change.host().equals(ONE))
                .flatMap(change -> change.changes().stream())
                .filter(
                    change -> !change.restarts().isEmpty() || change.label().contains("sysctl")))
        .isEmpty();
    assertThat(plan.plan().hostChanges().map(change -> change.room().word()).distinct())
        .isSubsetOf("os", "endpoint", "network");
  }

  @Test
  void aNewWorkerComesAlthoughAControlPlaneIsAway() throws IOException {
    NodePlan plan = life(LIVING, AWAY, BARE).add(NODE);
    assertThat(plan.problems()).isEmpty();
    assertThat(acts(plan.plan(), "worker", "node", "verify"))
        .containsExactly(
            "node: join worker", "node: mark node [node has joined]", "node: wait for node");
    assertThat(plan.afterwards())
        .containsExactly("two did not answer and was not touched: silence");
  }

  @Test
  void aHostThatWasInstalledAnewLeavesAsWhatItWasAndJoins() throws IOException {
    SmallSite small = SmallSite.in(folder);
    Facts away = small.facts(LIVING, AWAY, LIVING);
    Facts bare = small.facts(LIVING, BARE, LIVING);
    // The cluster still knows the host, the host knows nothing.
    Facts facts = new Facts(new java.util.TreeMap<>(away.hosts()), away.unread());
    facts.hosts().put(TWO, bare.hosts().get(TWO));
    facts.unread().remove(TWO);
    Plan plan = Life.of(small.blueprint(), facts);
    assertThat(acts(plan, "controlplane", "node"))
        .containsExactly(
            "two: leave cluster",
            "two: join control plane [two has left the cluster]",
            "two: mark node [two has joined]");
  }

  @Test
  void whatIsTakenOutOfTheFileLeaves() throws IOException {
    SmallSite small = SmallSite.in(folder);
    Site edited = small.site().without(NODE);
    Plan plan = Life.of(small.blueprint().of(edited), small.facts(LIVING, LIVING, LIVING));
    assertThat(acts(plan, "node", "reset"))
        .containsExactly(
            "node: drain node",
            "node: leave cluster [node is drained]",
            "node: reset host [node has left the cluster]");
  }

  @Test
  void aWorkerIsReplacedAlthoughAControlPlaneIsAway() throws IOException {
    SmallSite small = with(SPARE, Role.WORKER);
    NodePlan plan =
        new NodeLife(small.blueprint(), small.facts(LIVING, AWAY, AWAY, BARE), false)
            .replace(NODE, SPARE, false, Drain.Rules.USUAL);
    assertThat(plan.problems()).isEmpty();
    assertThat(acts(plan.plan(), "worker", "node"))
        .contains("node: leave cluster", "spare: join worker");
  }

  @Test
  void othersHearOfANewControlPlaneBeforeItCouldTakeTheAddress() throws IOException {
    SmallSite small = with(SPARE, Role.CONTROL_PLANE);
    Facts facts = small.facts(LIVING, LIVING, LIVING, BARE);
    Plan plan = Life.of(small.blueprint().of(small.site().without(ONE)), facts);
    assertThat(acts(plan, "endpoint", "controlplane", "node"))
        .contains(
            "two: watch over endpoint [one is drained]",
            "spare: watch over endpoint",
            "spare: join control plane [one is drained]",
            "one: leave cluster [one is drained, spare has joined]");
  }

  @Test
  void livingControlPlanesSendANewOneTheirAdvertsBeforeItJoins() throws IOException {
    SmallSite small = with(SPARE, Role.CONTROL_PLANE);
    Plan plan = Life.of(small.blueprint(), small.facts(LIVING, LIVING, LIVING, BARE));
    assertThat(plan.acts())
        .filteredOn(act -> act.host().equals(SPARE) && act.title().equals("join control plane"))
        .singleElement()
        .satisfies(
            join ->
                assertThat(join.needs())
                    .contains(
                        new Milestones.EndpointWatched(ONE), new Milestones.EndpointWatched(TWO)));
  }

  @Test
  void aMemberThatTheClusterCannotLoseIsNotTakenOutOfTheFile() throws IOException {
    SmallSite small = SmallSite.in(folder);
    assertThat(
            ExchangeGuard.refusals(
                small.site().without(ONE), small.facts(LIVING, LIVING, LIVING), Scope.WHOLE))
        .isEmpty();
    assertThat(
            ExchangeGuard.refusals(
                small.site().without(TWO), small.facts(LIVING, AWAY, LIVING), Scope.WHOLE))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(Problem.Code.REFUSED);
              assertThat(problem.cause())
                  .contains("etcd has 2 members and needs 2 to change its members; only 1 is well");
            });
  }

  @Test
  void aHostThatOnlyTheClusterSeesIsNotTakenOutOfTheFile() throws IOException {
    SmallSite small = SmallSite.in(folder);
    Facts all = small.facts(LIVING, LIVING, LIVING);
    Facts cut = new Facts(new TreeMap<>(all.hosts()), new TreeMap<>(all.unread()));
    cut.hosts().remove(NODE);
    cut.unread()
        .put(NODE, Problem.of(Problem.Code.UNREACHABLE, NODE, "connect", "silence", "wait"));
    assertThat(ExchangeGuard.refusals(small.site().without(NODE), cut, Scope.WHOLE))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(Problem.Code.REFUSED);
              assertThat(problem.cause()).contains("it lives, and would go on with what it holds");
            });
  }

  @Test
  void whatCannotBeDoneIsSaidWithWhatToDo() throws IOException {
    assertThat(
            life(LIVING, LIVING, LIVING)
                .remove(new HostName("nobody"), Drain.Rules.USUAL)
                .problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(Problem.Code.USAGE);
              assertThat(problem.cause())
                  .contains("neither the site file nor the cluster knows a host nobody; nodes: [");
            });
    assertThat(
            life(LIVING, LIVING, LIVING).replace(NODE, NODE, false, Drain.Rules.USUAL).problems())
        .extracting(Problem::cause)
        .contains("the host still has its part of the cluster on its disk");
    assertThat(life(LIVING, LIVING, BARE).replace(TWO, NODE, true, Drain.Rules.USUAL).problems())
        .extracting(Problem::cause)
        .contains("two is a control plane, and node is none by the site file");
    assertThat(life(LIVING, LIVING, AWAY).drain(NODE, Drain.Rules.USUAL).problems())
        .extracting(Problem::code)
        .containsExactly(Problem.Code.UNREACHABLE);
  }
}
