package dev.daruma.cluster.rolling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.daruma.cluster.controlplane.ControlPlanes;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.HostFacts;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.file.Operator;
import dev.daruma.cluster.site.file.SiteFile;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Limit;
import dev.daruma.engine.plan.Settling;
import dev.daruma.engine.resource.Change;
import dev.daruma.engine.shell.Fragment;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nine hosts: one control plane, eight workers. */
class TurnsTest {
  private static final String NODES =
      """
      {"items": [
        {"metadata": {"name": "one"}, "status": {"conditions": [{"type": "Ready", "status": "True"}]}},
        {"metadata": {"name": "w1"}, "status": {"conditions": [{"type": "Ready", "status": "True"}]}},
        {"metadata": {"name": "w2"}, "status": {"conditions": [{"type": "Ready", "status": "False"}]}}
      ]}
      """;

  @TempDir private Path folder;

  static Stream<Arguments> membersThatAreInterruptedTakeTurns() {
    Limit workers = new Limit("restarts of workers", 2, true);
    return Stream.of(
        arguments("one", true, true, Set.of(ControlPlanes.RESTARTS), "etcd and the API server on"),
        arguments("w1", true, true, Set.of(workers), "the container runtime and the kubelet on"),
        // Was not Ready before: nobody can expect it to be well afterwards.
        arguments("w2", true, true, Set.of(workers), ""),
        // Interrupts nothing.
        arguments("one", true, false, Set.of(), ""),
        arguments("w1", true, false, Set.of(), ""),
        // No member yet: a birth is not slowed.
        arguments("one", false, true, Set.of(), ""),
        arguments("w1", false, true, Set.of(), ""));
  }

  @ParameterizedTest(name = "{0}, member: {1}, restarts: {2}")
  @MethodSource
  void membersThatAreInterruptedTakeTurns(
      String host, boolean member, boolean restarts, Set<Limit> limits, String settling)
      throws IOException {
    Site site = site("");
    Act act = Turns.of(site, facts(site, member), List.of(change(host, restarts))).getFirst();
    assertThat(act.limits()).isEqualTo(limits);
    assertThat(((HostChange) act).settling().map(Settling::condition).orElse(""))
        .startsWith(settling)
        .satisfies(said -> assertThat(said.isEmpty()).isEqualTo(settling.isEmpty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1%:1", "12%:1", "13%:1", "25%:2", "50%:4", "99%:7", "100%:8"})
  void theShareOfWorkersIsASetting(String shareAndCapacity) throws IOException {
    String[] parts = shareAndCapacity.split(":");
    Site site = site("rolling: {workers: " + parts[0] + "}");
    Act act = Turns.of(site, facts(site, true), List.of(change("w1", true))).getFirst();
    assertThat(act.limits()).extracting(Limit::capacity).containsExactly(Integer.valueOf(parts[1]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "containerd.service:true",
        "keepalived.service:true",
        "daruma-endpoint-watch.service:true",
        "kubelet.service:true",
        "kubelet:true",
        "bird.service:false",
        "daruma-pod-masquerade.service:false",
        "daruma-shutdown.service:false"
      })
  void theAddressLeavesBeforeWhatTheApiNeedsIsInterrupted(String restartAndAway)
      throws IOException {
    String[] parts = restartAndAway.split(":");
    Site site = site("");
    HostChange turn =
        (HostChange)
            Turns.of(site, facts(site, true), List.of(change("one", List.of(parts[0])))).getFirst();
    assertThat(turn.around().isPresent()).isEqualTo(Boolean.parseBoolean(parts[1]));
    HostChange ofWorker =
        (HostChange)
            Turns.of(site, facts(site, true), List.of(change("w1", List.of(parts[0])))).getFirst();
    assertThat(ofWorker.around()).isEmpty();
  }

  @Test
  void loadBalancersTakeTurnsAndGiveTheAddressAwayBefore() throws IOException {
    Path file = folder.resolve("balanced.yaml");
    Files.writeString(
        file,
        """
        apiVersion: daruma.dev/v1alpha1
        kind: Site
        name: small
        ssh: {user: ubuntu}
        kubernetes: {version: 1.20.2, endpoint: {address: 192.0.2.100, provider: haproxy}}
        hosts:
          one: {address: 192.0.2.11, roles: [control-plane, worker]}
          lb1: {address: 192.0.2.31, roles: [load-balancer]}
          lb2: {address: 192.0.2.32, roles: [load-balancer]}
        """);
    Site site = SiteFile.read(file, new Operator("tester", folder, Map.of())).site().orElseThrow();
    HostChange turn =
        (HostChange)
            Turns.of(site, facts(site, true), List.of(change("lb1", List.of("haproxy.service"))))
                .getFirst();
    assertThat(turn.limits()).containsExactly(new Limit("restarts of load-balancers", 1, true));
    assertThat(turn.around()).isPresent();
  }

  @Test
  void joinsAndRestartsOfControlPlanesAreOneRow() {
    assertThat(ControlPlanes.RESTARTS.capacity()).isEqualTo(1);
    assertThat(ControlPlanes.RESTARTS.keptByFailure()).isTrue();
  }

  private static HostChange change(String host, boolean restarts) {
    return change(host, restarts ? List.of("containerd.service") : List.of());
  }

  private static HostChange change(String host, List<String> restarts) {
    Change change =
        new Change(
            "unit containerd.service",
            "restart because of a file",
            List.of(),
            restarts,
            Fragment.script(":"));
    return new HostChange(
        new HostName(host),
        ClusterRoom.RUNTIME,
        "run containers",
        List.of(change),
        Set.of(),
        Set.of());
  }

  private Site site(String rolling) throws IOException {
    StringBuilder workers = new StringBuilder();
    for (int number = 1; number <= 8; number++) {
      workers.append("  w%d: {address: 192.0.2.%d, roles: [worker]}\n".formatted(number, number));
    }
    Path file = folder.resolve("site.yaml");
    Files.writeString(
        file,
        """
        apiVersion: daruma.dev/v1alpha1
        kind: Site
        name: small
        ssh: {user: ubuntu}
        kubernetes: {version: 1.20.2, endpoint: 192.0.2.100}
        %s
        hosts:
          one: {address: 192.0.2.11, roles: [control-plane, worker]}
        %s"""
            .formatted(rolling, workers));
    return SiteFile.read(file, new Operator("tester", folder, Map.of())).site().orElseThrow();
  }

  private static Facts facts(Site site, boolean members) {
    SortedMap<HostName, HostFacts> read = new TreeMap<>();
    for (Host host : site.hosts()) {
      Map<Probe<?>, Output> outputs = new HashMap<>();
      outputs.put(KubeadmRun.PROBE, new Output(0, members ? "done\nstarted\nnode\n" : "", ""));
      if (host.is(Role.CONTROL_PLANE)) {
        outputs.put(
            ControlPlanes.view(site, host),
            members ? new Output(0, NODES, "") : new Output(3, "", ""));
      }
      read.put(host.name(), new HostFacts(Observed.of(outputs), Instant.EPOCH, Instant.EPOCH));
    }
    return new Facts(read, new TreeMap<>());
  }
}
