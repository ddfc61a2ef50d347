package dev.daruma.cluster.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.daruma.cluster.endpoint.PresentRouters;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.HostFacts;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.file.Operator;
import dev.daruma.cluster.site.file.SiteFile;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.problem.Problem;
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

/** Two control planes and two load-balancers, and who has 192.0.2.10 by his configuration. */
class HeldElsewhereTest {
  private static final String HELD = "the endpoint's address 192.0.2.10 is held by turns by ";
  private static final String ANSWERS = "the endpoint's address 192.0.2.10 answers already";

  @TempDir Path folder;

  static Stream<Arguments> anAddressMovesOnlyAmongThoseWhoHearOfEachOther() {
    String balancers = "{address: 192.0.2.10, provider: haproxy}";
    String external = "{address: 192.0.2.10, provider: external}";
    return Stream.of(
        arguments("birth", balancers, Set.of(), Set.of(), KubeadmRun.NONE, ""),
        arguments(
            "it is where it belongs",
            balancers,
            Set.of("lb1", "lb2"),
            Set.of(),
            KubeadmRun.DONE,
            ""),
        arguments("one joins them", balancers, Set.of("lb1"), Set.of("lb2"), KubeadmRun.DONE, ""),
        arguments(
            "from control planes",
            balancers,
            Set.of("one", "two"),
            Set.of("lb1", "lb2"),
            KubeadmRun.DONE,
            HELD + "one, two"),
        arguments(
            "to somebody else",
            external,
            Set.of("one", "two"),
            Set.of(),
            KubeadmRun.DONE,
            HELD + "one, two"),
        arguments("a new address", balancers, Set.of(), Set.of(), KubeadmRun.DONE, ""),
        arguments(
            "from hosts nobody knows",
            balancers,
            Set.of(),
            Set.of("lb1"),
            KubeadmRun.DONE,
            ANSWERS));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void anAddressMovesOnlyAmongThoseWhoHearOfEachOther(
      String name,
      String endpoint,
      Set<String> holders,
      Set<String> hearing,
      KubeadmRun run,
      String cause)
      throws IOException {
    Site site = site(endpoint);
    List<Problem> problems = HeldElsewhere.problems(site, facts(site, holders, hearing, run));
    if (cause.isEmpty()) {
      assertThat(problems).isEmpty();
    } else {
      assertThat(problems).singleElement().extracting(Problem::cause).asString().startsWith(cause);
    }
  }

  @Test
  void itIsSaidWhatToDoInstead() throws IOException {
    Site site = site("{address: 192.0.2.10, provider: haproxy}");
    assertThat(HeldElsewhere.problems(site, facts(site, Set.of("one"), Set.of(), KubeadmRun.DONE)))
        .singleElement()
        .extracting(Problem::remedy)
        .asString()
        .startsWith("give kubernetes.endpoint another free address, and apply");
  }

  private Site site(String endpoint) throws IOException {
    String role = endpoint.contains("haproxy") ? "load-balancer" : "worker";
    Path file =
        Files.writeString(
            folder.resolve("site.yaml"),
            """
            apiVersion: daruma.dev/v1alpha1
            kind: Site
            name: small
            ssh: {user: ubuntu}
            hosts:
              one: {address: 192.0.2.11, roles: [control-plane, worker]}
              two: {address: 192.0.2.12, roles: [control-plane, worker]}
              lb1: {address: 192.0.2.31, roles: [%1$s]}
              lb2: {address: 192.0.2.32, roles: [%1$s]}
            kubernetes: {version: 1.20.2, endpoint: %2$s}
            """
                .formatted(role, endpoint));
    return SiteFile.read(file, new Operator("tester", folder, Map.of())).site().orElseThrow();
  }

  private static Facts facts(Site site, Set<String> holders, Set<String> hearing, KubeadmRun run) {
    SortedMap<HostName, HostFacts> hosts = new TreeMap<>();
    for (Host host : site.hosts()) {
      String name = host.name().value();
      Map<Probe<?>, Output> outputs = new HashMap<>();
      outputs.put(
          KubeadmRun.PROBE,
          new Output(0, host.isNode() && run == KubeadmRun.DONE ? "started\ndone\n" : "", ""));
      outputs.put(
          PresentRouters.PROBE,
          holders.contains(name)
              ? new Output(
                  0,
                  """
                  644 root:root 0
                  # Written by daruma
                  vrrp_instance endpoint-192-0-2-10 {
                      192.0.2.10/32
                  }
                  """,
                  "")
              : new Output(3, "", ""));
      outputs.put(
          HeldElsewhere.answers(site, host),
          new Output(0, hearing.contains(name) ? "answers\n" : "", ""));
      hosts.put(host.name(), new HostFacts(Observed.of(outputs), Instant.EPOCH, Instant.EPOCH));
    }
    return new Facts(hosts, new TreeMap<>());
  }
}
