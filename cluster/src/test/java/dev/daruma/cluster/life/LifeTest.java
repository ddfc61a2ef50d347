package dev.daruma.cluster.life;

import static dev.daruma.cluster.life.SmallSite.State.AWAY;
import static dev.daruma.cluster.life.SmallSite.State.BARE;
import static dev.daruma.cluster.life.SmallSite.State.BEING_BORN;
import static dev.daruma.cluster.life.SmallSite.State.INTERRUPTED;
import static dev.daruma.cluster.life.SmallSite.State.LIVING;
import static dev.daruma.cluster.life.SmallSite.State.SILENT;
import static dev.daruma.cluster.life.SmallSite.State.TAKEN;
import static dev.daruma.cluster.life.SmallSite.State.UNSETTLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.daruma.cluster.Golden;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.life.SmallSite.State;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.preflight.Preflight;
import dev.daruma.cluster.room.Scope;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.Effect;
import dev.daruma.engine.plan.Estimate;
import dev.daruma.engine.plan.Limit;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.plan.ScopedPlan;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.savedplan.SavedPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is decided from how hosts stand. */
class LifeTest {
  @TempDir private Path folder;

  /** A line for each act: where, in which room, what, and what it waits for. */
  private static String text(Plan plan) {
    return plan.acts().stream()
        .map(
            act ->
                "%s/%s: %s\n".formatted(act.host(), act.room().word(), act.title())
                    + act.needs().stream()
                        .filter(need -> !plan.holding().contains(need))
                        .map(Milestone::title)
                        .sorted()
                        .map(title -> "    waits until " + title + "\n")
                        .collect(Collectors.joining()))
        .collect(Collectors.joining());
  }

  private static List<String> titles(Stream<Act> acts) {
    return acts.map(act -> act.host() + ": " + act.title()).toList();
  }

  @Test
  void bareHostsGoThroughTheWholeLife() throws IOException {
    SmallSite small = SmallSite.in(folder);
    Facts facts = small.facts(BARE, BARE, BARE);
    Plan plan = Life.of(small.blueprint(), facts);
    Golden.assertSame("plan/bare.txt", text(plan));
    Disruptions disruptions =
        Disruptions.of(small.site(), facts, Estimate.of(plan, TypicalDurations::of));
    Golden.assertSame(
        "plan/bare-disruptions.txt",
        disruptions.all().stream()
                .map(each -> each.at().toMillis() + " ms " + each.what() + "; " + each.meaning())
                .collect(Collectors.joining("\n"))
            + "\n");
    assertThat(disruptions.members()).isEqualTo(new Disruptions.Members(0, 2));
    assertThat(disruptions.etcd()).isTrue();
    assertThat(disruptions.endpoint()).isTrue();
  }

  @Test
  void equalFactsGiveEqualPlans() throws IOException {
    SmallSite small = SmallSite.in(folder);
    assertThat(SavedPlan.acts(Life.of(small.blueprint(), small.facts(BARE, BARE, INTERRUPTED))))
        .isEqualTo(
            SavedPlan.acts(Life.of(small.blueprint(), small.facts(BARE, BARE, INTERRUPTED))));
  }

  @Test
  void livingNodesAreMovedToTheRuntimeThatTheSiteWants() throws IOException {
    SmallSite docker = SmallSite.in(folder, "1.20.2", "docker");
    assertThat(moves(docker, LIVING, LIVING, LIVING))
        .extracting(act -> act.host() + ": " + act.title())
        .containsExactly(
            "one: move pods to docker", "two: move pods to docker", "node: move pods to docker");
    assertThat(moves(docker, LIVING, LIVING, LIVING))
        .allSatisfy(
            act ->
                assertThat(act.needs())
                    .contains(
                        new Milestones.RuntimeRuns(act.host()),
                        new Milestones.ImagesImported(act.host())))
        .extracting(act -> act.limits().stream().map(Limit::name).toList())
        .containsExactly(
            List.of("restarts of control planes"),
            List.of("restarts of control planes"),
            List.of("restarts of workers"));
    assertThat(moves(docker, LIVING, BARE, BARE))
        .as("who is to join has what it shall have from the beginning")
        .extracting(Act::host)
        .containsExactly(new HostName("one"));
    assertThat(moves(SmallSite.in(folder), LIVING, LIVING, LIVING)).isEmpty();
  }

  private static List<Act> moves(SmallSite small, State... states) {
    return Life.of(small.blueprint(), small.facts(states)).acts().stream()
        .filter(act -> act.title().startsWith("move pods"))
        .toList();
  }

  static Stream<Arguments> kubeadmRunsWhereItHasNot() {
    return Stream.of(
        arguments(
            "one is born first, the others join",
            List.of(BARE, BARE, BARE),
            List.of("one: initialise cluster", "two: join control plane", "node: join worker")),
        arguments(
            "a living cluster is joined, whoever lives",
            List.of(BARE, LIVING, BARE),
            List.of("one: join control plane", "node: join worker")),
        arguments(
            "a cluster whose API is silent is waited for, not born again",
            List.of(SILENT, BARE, LIVING),
            List.of("two: join control plane", "one: wait for the API")),
        arguments(
            "what was cut off is cleared first",
            List.of(LIVING, INTERRUPTED, INTERRUPTED),
            List.of(
                "two: clear interrupted kubeadm run",
                "node: clear interrupted kubeadm run",
                "two: join control plane",
                "node: join worker")),
        arguments(
            "a half-done join may be what keeps the API silent: it is cleared meanwhile",
            List.of(SILENT, INTERRUPTED, LIVING),
            List.of(
                "two: clear interrupted kubeadm run",
                "two: join control plane",
                "one: wait for the API")),
        arguments(
            "what has to follow a join is done by the next run",
            List.of(LIVING, UNSETTLED, LIVING),
            List.of("two: renew watches")),
        arguments("all have", List.of(LIVING, LIVING, LIVING), List.of()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void kubeadmRunsWhereItHasNot(String name, List<State> states, List<String> acts)
      throws IOException {
    SmallSite small = SmallSite.in(folder);
    Plan plan = Life.of(small.blueprint(), small.facts(states.toArray(State[]::new)));
    assertThat(
            titles(
                plan.acts().stream()
                    .filter(act -> List.of("controlplane", "worker").contains(act.room().word()))))
        .isEqualTo(acts);
  }

  @Test
  void whatFollowsAJoinIsNoJoin() throws IOException {
    SmallSite small = SmallSite.in(folder);
    Plan plan = Life.of(small.blueprint(), small.facts(LIVING, UNSETTLED, LIVING));
    assertThat(plan.acts())
        .filteredOn(act -> act.title().equals("renew watches"))
        .singleElement(InstanceOfAssertFactories.type(Step.class))
        .satisfies(
            act -> {
              assertThat(act.explanation())
                  .containsExactly(
                      "it has joined, and that run was cut off before the others renewed their"
                          + " watches");
              assertThat(act.effects())
                  .extracting(Effect::title)
                  .containsExactly("kube-apiserver restarts on the control plane that was alone");
            });
  }

  static Stream<Arguments> aLimitLeavesOutWhatNeedsMore() {
    return Stream.of(
        arguments(
            "a worker of a living cluster, with a control plane away",
            List.of("node", "worker"),
            List.of(LIVING, AWAY, BARE),
            List.of(),
            List.of("join worker: node has its images by import images on node")),
        arguments(
            "all rooms of that worker",
            List.of("node"),
            List.of(LIVING, AWAY, BARE),
            List.of(
                "node: prepare host",
                "node: copy bundle",
                "node: install packages",
                "node: import images",
                "node: run containers",
                "node: join worker",
                "node: connect pods",
                "node: mark node"),
            List.of()),
        arguments(
            "nothing is born while a control plane is silent that may hold the cluster",
            List.of("two", "controlplane"),
            List.of(AWAY, BARE, BARE),
            List.of(),
            List.of("join control plane: the API answers")),
        arguments(
            "a room that stands by itself",
            List.of("os"),
            List.of(BARE, BARE, BARE),
            List.of("one: prepare host", "two: prepare host", "node: prepare host"),
            List.of()),
        arguments(
            "a verification of what does not answer",
            List.of("verify"),
            List.of(BARE, BARE, BARE),
            List.of(),
            List.of("verify cluster: the API answers")),
        arguments(
            "a verification of what does",
            List.of("verify"),
            List.of(LIVING, LIVING, LIVING),
            List.of("one: verify cluster"),
            List.of()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void aLimitLeavesOutWhatNeedsMore(
      String name, List<String> only, List<State> states, List<String> acts, List<String> leftOut)
      throws IOException {
    SmallSite small = SmallSite.in(folder);
    ScopedPlan scoped =
        Life.of(
            small.blueprint(),
            small.facts(states.toArray(State[]::new)),
            Scope.of(small.site(), only));
    assertThat(titles(scoped.plan().acts().stream())).isEqualTo(acts);
    assertThat(
            scoped.leftOut().stream()
                .map(
                    each ->
                        each.act().title()
                            + ": "
                            + each.missing().title()
                            + each.giver()
                                .map(giver -> " by " + giver.title() + " on " + giver.host())
                                .orElse("")))
        .containsExactlyElementsOf(leftOut);
  }

  @Test
  void onlyHostsWithinTheLimitMustAnswer() throws IOException {
    SmallSite small = SmallSite.in(folder);
    Facts facts = small.facts(LIVING, AWAY, LIVING);
    assertThat(Preflight.problems(small.site(), small.source(), facts, Scope.WHOLE))
        .extracting(Problem::code)
        .contains(Problem.Code.UNREACHABLE);
    assertThat(
            Preflight.problems(
                small.site(), small.source(), facts, Scope.of(small.site(), List.of("node"))))
        .extracting(Problem::code)
        .doesNotContain(Problem.Code.UNREACHABLE);
    assertThat(
            Preflight.problems(
                small.site(), small.source(), facts, Scope.of(small.site(), List.of("worker"))))
        .as("a room that has nothing to do there")
        .extracting(Problem::code)
        .doesNotContain(Problem.Code.UNREACHABLE);
  }

  @Test
  void theEndpointsAddressMustNotBeSomebodyElses() throws IOException {
    SmallSite small = SmallSite.in(folder);
    assertThat(
            Preflight.problems(
                small.site(), small.source(), small.facts(TAKEN, BARE, BARE), Scope.WHOLE))
        .filteredOn(problem -> problem.code() == Problem.Code.ADDRESS_TAKEN)
        .extracting(Problem::cause)
        .containsExactly(
            "the endpoint's address 192.0.2.10 answers already, and not by the site's keepalived");
    assertThat(
            Preflight.problems(
                small.site(), small.source(), small.facts(TAKEN, BEING_BORN, BARE), Scope.WHOLE))
        .as("a run was cut off just before the birth, and the address is where it belongs")
        .extracting(Problem::code)
        .doesNotContain(Problem.Code.ADDRESS_TAKEN);
  }

  @Test
  void theBundleAndTheHostsMustFitTheRelease() throws IOException {
    SmallSite small = SmallSite.in(folder, "1.35.1");
    assertThat(
            Preflight.problems(
                small.site(), small.source(), small.facts(BARE, BARE, BARE), Scope.WHOLE))
        .extracting(Problem::cause)
        .contains(
            "the bundle holds Kubernetes 1.20.2, and the site file wants 1.35.1",
            "it has version 1 of cgroups, where the kubelet of Kubernetes 1.35 does not start");
    SmallSite older = SmallSite.in(folder, "1.20.2");
    assertThat(
            Preflight.problems(
                older.site(), older.source(), older.facts(BARE, BARE, BARE), Scope.WHOLE))
        .isEmpty();
  }

  @Test
  void aNetworkOfTheOperatorsIsNeitherMadeNorWaitedFor() throws IOException {
    SmallSite small = SmallSite.in(folder, "1.20.2", "containerd, network: none");
    Facts facts = small.facts(BARE, BARE, BARE);
    assertThat(Preflight.problems(small.site(), small.source(), facts, Scope.WHOLE)).isEmpty();
    assertThat(text(Life.of(small.blueprint(), facts)))
        .contains("verify cluster", "node/worker: join worker")
        .doesNotContain("connect pods", "pods are connected");
  }

  @Test
  void kubernetesOwnArchiveHasNoOldReleases() throws IOException {
    SmallSite old = SmallSite.in(folder, "1.20.2").upstream();
    assertThat(
            Preflight.problems(old.site(), old.source(), old.facts(BARE, BARE, BARE), Scope.WHOLE))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.text())
                    .contains(
                        "Kubernetes' own archive begins with 1.24, and the site file wants 1.20.2",
                        "name an archive that has it as packages.mirror"));
  }

  @Test
  void packagesOfAnArchiveWaitForItsKeyAndNothingForImages() throws IOException {
    SmallSite small = SmallSite.in(folder, "1.30.2").upstream();
    Facts facts = small.facts(BARE, BARE, BARE);
    assertThat(Preflight.problems(small.site(), small.source(), facts, Scope.WHOLE)).isEmpty();
    assertThat(text(Life.of(small.blueprint(), facts)))
        .contains(
            "node/packages: trust the archive's key\n    waits until node is prepared\n",
            """
            node/packages: install packages
                waits until node is prepared
                waits until node trusts the package archive
            """)
        .doesNotContain("bundle", "images");
  }

  @ParameterizedTest
  @CsvSource({
    "nod, did you mean node?",
    "packges, did you mean packages?",
    "elsewhere, hosts: one"
  })
  void anUnknownNameGetsTheNearest(String word, String remedy) throws IOException {
    SmallSite small = SmallSite.in(folder);
    assertThatThrownBy(() -> Scope.of(small.site(), List.of(word)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.problem().code()).isEqualTo(Problem.Code.USAGE);
              assertThat(refused.problem().cause()).contains("no host " + word);
              assertThat(refused.problem().remedy())
                  .contains(remedy)
                  .contains("rooms: os, packages");
            });
  }
}
