package dev.daruma.cluster.reboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.HostFacts;
import dev.daruma.cluster.node.Drain;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.file.Operator;
import dev.daruma.cluster.site.file.SiteFile;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three control planes and two workers; the first control plane holds the endpoint's address. */
class RebootTest {
  private static final String HERE = "2: eth0 inet 192.0.2.10/32";

  private static final String BALANCED =
      """
      hosts:
        plane: {address: 192.0.2.11, roles: [control-plane]}
        one: {address: 192.0.2.31, roles: [load-balancer]}
        spare: {address: 192.0.2.32, roles: [load-balancer]}
        w1: {address: 192.0.2.21, roles: [worker]}
      kubernetes:
        version: 1.20.2
        endpoint: {address: 192.0.2.10, provider: haproxy}
      """;

  @TempDir private Path folder;
  private Site site;

  @BeforeEach
  void read() throws IOException {
    site =
        site(
            """
            hosts:
              one: {address: 192.0.2.11, roles: [control-plane]}
              two: {address: 192.0.2.12, roles: [control-plane]}
              three: {address: 192.0.2.13, roles: [control-plane]}
              w1: {address: 192.0.2.21, roles: [worker]}
              w2: {address: 192.0.2.22, roles: [worker]}
            kubernetes: {version: 1.20.2, endpoint: 192.0.2.10}
            """);
  }

  private Site site(String rest) throws IOException {
    Path file = folder.resolve("site.yaml");
    Files.writeString(
        file,
        """
        apiVersion: daruma.dev/v1alpha1
        kind: Site
        name: small
        ssh: {user: ubuntu}
        """
            + rest);
    return SiteFile.read(file, new Operator("tester", folder, Map.of())).site().orElseThrow();
  }

  @Test
  void theHolderOfTheAddressComesLastAndEachWaitsForTheOneBefore() {
    Reboot reboot = Reboot.of(site, facts(Set.of(), Map.of()), site.hosts(), true);
    assertThat(reboot.refusals(false)).isEmpty();
    assertThat(names(reboot.row())).containsExactly("w1", "w2", "two", "three", "one");
    Plan plan = reboot.plan(false, Drain.Rules.USUAL);
    assertThat(plan.acts()).extracting(Act::title).filteredOn("reboot host"::equals).hasSize(5);
    List<Act> reboots =
        plan.acts().stream().filter(act -> act.title().equals("reboot host")).toList();
    for (int at = 1; at < reboots.size(); at++) {
      assertThat(reboots.get(at).needs()).containsAll(reboots.get(at - 1).gives());
    }
  }

  @Test
  void aLoadBalancerThatHoldsTheAddressComesAfterTheOthersAndGivesItAway() throws IOException {
    site = site(BALANCED);
    Reboot reboot = Reboot.of(site, facts(Set.of(), Map.of()), site.hosts(), true);
    assertThat(names(reboot.row())).containsExactly("spare", "w1", "one", "plane");
    assertThat(reboot.plan(false, Drain.Rules.USUAL).acts())
        .filteredOn(act -> act.title().equals("reboot host"))
        .filteredOn(
            act ->
                act instanceof Step step
                    && step.explanation()
                        .contains(
                            "the endpoint's address moves to another host first, if it is here"))
        .extracting(act -> act.host().value())
        .containsExactly("spare", "one");
  }

  @Test
  void allLoadBalancersAtOnceAreRefused() throws IOException {
    site = site(BALANCED);
    List<Host> both = Reboot.named(site, List.of(new HostName("one"), new HostName("spare")));
    assertThat(Reboot.of(site, facts(Set.of(), Map.of()), both, false).refusals(false))
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(refusal.code()).isEqualTo(Problem.Code.REFUSED);
              assertThat(refusal.text())
                  .contains("reboot one, spare at once", "without one and spare none would be left")
                  .contains("one at a time");
            });
    assertThat(Reboot.of(site, facts(Set.of(), Map.of()), both, true).refusals(false)).isEmpty();
  }

  @Test
  void twoControlPlanesAtOnceAreRefusedWithTheArithmetic() {
    List<Host> two = Reboot.named(site, List.of(new HostName("one"), new HostName("two")));
    List<Problem> refusals = Reboot.of(site, facts(Set.of(), Map.of()), two, false).refusals(false);
    assertThat(refusals).hasSize(1);
    assertThat(refusals.getFirst().code()).isEqualTo(Problem.Code.REFUSED);
    assertThat(refusals.getFirst().text())
        .contains("reboot one, two at once", "3 members and needs 2", "1 would be left")
        .contains("one at a time");
    assertThat(Reboot.of(site, facts(Set.of(), Map.of()), two, false).refusals(true)).isEmpty();
  }

  @Test
  void noControlPlaneIsRebootedWhileAnotherIsAway() {
    Reboot reboot =
        Reboot.of(
            site,
            facts(Set.of("three"), Map.of()),
            Reboot.named(site, List.of(new HostName("one"))),
            true);
    assertThat(reboot.refusals(false))
        .singleElement()
        .satisfies(refusal -> assertThat(refusal.cause()).contains("three is away"));
  }

  @Test
  void aWorkerMayBeRebootedWhileAControlPlaneIsAway() {
    Reboot reboot =
        Reboot.of(
            site,
            facts(Set.of("three"), Map.of()),
            Reboot.named(site, List.of(new HostName("w1"))),
            true);
    assertThat(reboot.refusals(false)).isEmpty();
  }

  @Test
  void aHostThatDoesNotAnswerStopsTheRowBeforeItBegins() {
    Reboot reboot = Reboot.of(site, facts(Set.of("w2"), Map.of()), site.hosts(), true);
    assertThat(reboot.refusals(false)).extracting(Problem::cause).containsExactly("silence");
  }

  @Test
  void aRowThatWasCutOffIsGoneOnWith() {
    Facts facts =
        facts(Set.of(), Map.of("three", "b-3 7\nb-3 7\ncomes-back\n", "one", "b-1 9\nb-1 7\n"));
    Reboot reboot = Reboot.of(site, facts, site.hosts(), true);
    assertThat(names(reboot.row())).containsExactly("three", "one");
    assertThat(names(reboot.earlier())).containsExactly("two", "w1", "w2");
    assertThat(reboot.plan(false, Drain.Rules.USUAL).acts())
        .extracting(Act::title)
        .containsExactly("reboot host", "reboot host");
  }

  @Test
  void aStartIsToldByKernelAndFirstProcess() {
    assertThat(BootMark.parse(new Output(0, "b 7\n", "")).isNoted()).isFalse();
    assertThat(BootMark.parse(new Output(0, "b 7\nb 7\n", "")).hasHappened()).isFalse();
    assertThat(BootMark.parse(new Output(0, "b 9\nb 7\n", "")).hasHappened()).isTrue();
    assertThat(BootMark.parse(new Output(0, "c 7\nb 7\nstays-drained\n", "")))
        .isEqualTo(new BootMark("c 7", "b 7", true));
  }

  @Test
  void anUnknownHostIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> Reboot.named(site, List.of(new HostName("thre"))))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("did you mean three?");
  }

  private static List<String> names(List<Host> hosts) {
    return hosts.stream().map(host -> host.name().value()).toList();
  }

  /**
   * @param marks what the probe of the boot answers, by host
   */
  private Facts facts(Set<String> away, Map<String, String> marks) {
    SortedMap<HostName, HostFacts> read = new TreeMap<>();
    SortedMap<HostName, Problem> unread = new TreeMap<>();
    for (Host host : site.hosts()) {
      String name = host.name().value();
      if (away.contains(name)) {
        unread.put(
            host.name(),
            Problem.of(Problem.Code.UNREACHABLE, host.name(), "connect", "silence", "wait"));
        continue;
      }
      Map<Probe<?>, Output> outputs = new HashMap<>();
      for (Probe<?> probe : Reboot.probes(site, host)) {
        outputs.put(probe, answer(probe, name, marks));
      }
      read.put(host.name(), new HostFacts(Observed.of(outputs), Instant.EPOCH, Instant.EPOCH));
    }
    return new Facts(read, unread);
  }

  private static Output answer(Probe<?> probe, String host, Map<String, String> marks) {
    return switch (probe.name()) {
      case "kubeadm" -> new Output(0, "done\nstarted\nnode\n", "");
      case "boot" -> new Output(0, marks.getOrDefault(host, "b 7\n"), "");
      case "cluster" -> new Output(0, "{\"items\": []}", "");
      case "balances" -> new Output(0, "", "");
      case "etcd members" ->
          new Output(
              0,
              """
              {"members": [
                {"ID": "1", "name": "one", "peerURLs": ["https://192.0.2.11:2380"]},
                {"ID": "2", "name": "two", "peerURLs": ["https://192.0.2.12:2380"]},
                {"ID": "3", "name": "three", "peerURLs": ["https://192.0.2.13:2380"]}]}
              """,
              "");
      default -> host.equals("one") ? new Output(0, HERE, "") : new Output(1, "", "");
    };
  }
}
