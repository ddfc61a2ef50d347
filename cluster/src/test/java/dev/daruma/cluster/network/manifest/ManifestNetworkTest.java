package dev.daruma.cluster.network.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.daruma.cluster.controlplane.ControlPlanes;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.HostFacts;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.network.PodNetwork;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.file.Operator;
import dev.daruma.cluster.site.file.SiteFile;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.shell.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is left to do of a network that comes by a manifest, by what the cluster has of it. */
class ManifestNetworkTest {
  private static final Path MANIFEST = Path.of("src/test/resources/calico/small.yaml");
  private static final String NOTHING = "";
  private static final String SHAPE = "vxlan 10.244.0.0/16";

  @TempDir private Path folder;

  private Site site() throws IOException {
    return site("vxlan", 1);
  }

  /**
   * @param workers how many of them; one at least
   */
  private Site site(String mode, int workers) throws IOException {
    Files.copy(MANIFEST, folder.resolve("calico.yaml"), StandardCopyOption.REPLACE_EXISTING);
    Path file =
        Files.writeString(
            folder.resolve("site.yaml"),
            """
            apiVersion: daruma.dev/v1alpha1
            kind: Site
            name: small
            ssh: {user: ubuntu}
            hosts:
              one: {address: 192.0.2.11, roles: [control-plane]}
              node: {address: 192.0.2.21, roles: [worker]}
            %skubernetes:
              version: 1.20.2
              endpoint: 192.0.2.10
              network: {plugin: calico, mode: %s, manifest: calico.yaml}
            """
                .formatted(
                    IntStream.range(1, workers)
                        .mapToObj(
                            number ->
                                "  node%1$d: {address: 192.0.2.%2$d}\n"
                                    .formatted(number, 21 + number))
                        .collect(Collectors.joining()),
                    mode));
    return SiteFile.read(file, new Operator("tester", folder, Map.of())).site().orElseThrow();
  }

  private static String identity(Site site) {
    PluginSettings settings = PluginSettings.of(site).orElseThrow();
    return PluginObjects.of(
            PluginManifest.read(settings.plugin(), settings.wanted().text()), settings)
        .identity();
  }

  /**
   * @param ready nodes of the cluster that are ready
   * @param unready nodes of the cluster that are not
   * @param identity noted on the objects that are there; {@link #NOTHING} where there are none
   */
  private static Facts facts(
      Site site, Set<String> ready, Set<String> unready, String identity, String shape) {
    return facts(site, ready, unready, Set.of(), identity, shape);
  }

  /**
   * @param reflectors those of the nodes that are labelled as such
   */
  private static Facts facts(
      Site site,
      Set<String> ready,
      Set<String> unready,
      Set<String> reflectors,
      String identity,
      String shape) {
    SortedMap<HostName, HostFacts> read = new TreeMap<>();
    for (Host host : site.hosts()) {
      String name = host.name().value();
      Map<Probe<?>, Output> outputs = new HashMap<>();
      for (Probe<?> probe : PodNetwork.probes(site, host)) {
        outputs.put(probe, new Output(0, "", ""));
      }
      outputs.put(
          KubeadmRun.PROBE,
          new Output(
              0,
              ready.contains(name) || unready.contains(name) ? "started\ndone\nnode\n" : "",
              ""));
      if (host.is(Role.CONTROL_PLANE)) {
        outputs.put(
            AppliedNetwork.probe(host),
            identity.equals(NOTHING)
                ? new Output(0, "{\"items\": []}", "")
                : new Output(
                    0,
                    """
                    {"items": [{"metadata": {"labels": {"daruma.dev/network": "calico"},
                      "annotations": {"daruma.dev/manifest": "%s", "daruma.dev/network-shape": "%s"}}}]}"""
                        .formatted(identity, shape),
                    ""));
        outputs.put(
            ControlPlanes.view(site, host),
            ready.isEmpty() && unready.isEmpty()
                ? new Output(3, "", "")
                : new Output(0, nodes(ready, unready, reflectors), ""));
      }
      read.put(host.name(), new HostFacts(Observed.of(outputs), Instant.EPOCH, Instant.EPOCH));
    }
    return new Facts(read, new TreeMap<>());
  }

  private static String nodes(Set<String> ready, Set<String> unready, Set<String> reflectors) {
    List<String> nodes = new ArrayList<>();
    ready.forEach(name -> nodes.add(node(name, "True", reflectors.contains(name))));
    unready.forEach(name -> nodes.add(node(name, "False", reflectors.contains(name))));
    return "{\"items\": [" + String.join(",", nodes) + "]}";
  }

  private static String node(String name, String ready, boolean reflects) {
    return """
        {"metadata": {"name": "%s", "labels": {%s}}, "status": {"conditions": [{"type": "Ready", "status": "%s"}]}}"""
        .formatted(name, reflects ? "\"daruma.dev/route-reflector\": \"true\"" : "", ready);
  }

  static Stream<Arguments> whatIsLeftToDo() {
    String apply = "apply pod network on one";
    return Stream.of(
        arguments(
            "a birth",
            Set.of(),
            Set.of(),
            false,
            false,
            List.of(
                apply,
                "wait for pod network on one once the cluster has a pod network",
                "wait for pod network on node once the cluster has a pod network")),
        arguments("all is well", Set.of("one", "node"), Set.of(), true, true, List.of()),
        arguments(
            "a node is not ready",
            Set.of("one"),
            Set.of("node"),
            true,
            true,
            List.of(
                "wait for pod network on node once the pod network's objects are in the cluster")),
        arguments(
            "a node is to join",
            Set.of("one"),
            Set.of(),
            true,
            true,
            List.of("wait for pod network on node once the cluster has a pod network")),
        arguments(
            "other settings, or a run that was cut off",
            Set.of("one", "node"),
            Set.of(),
            true,
            false,
            List.of(
                apply,
                "wait for pod network on one once the pod network's objects are in the cluster",
                "wait for pod network on node once the pod network's objects are in the cluster")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void whatIsLeftToDo(
      String name,
      Set<String> ready,
      Set<String> unready,
      boolean present,
      boolean same,
      List<String> acts)
      throws IOException {
    Site site = site();
    String identity = present ? (same ? identity(site) : "another") : NOTHING;
    Facts facts = facts(site, ready, unready, identity, SHAPE);
    assertThat(PodNetwork.of(site, facts))
        .extracting(ManifestNetworkTest::text)
        .containsExactlyElementsOf(acts);
    Set<Milestone> holding = PodNetwork.holding(site, facts);
    assertThat(holding.contains(new NetworkPresent())).isEqualTo(present);
    assertThat(holding.contains(new NetworkApplied())).isEqualTo(present && same);
  }

  private static String text(Act act) {
    String waits =
        act.needs().stream()
            .filter(need -> need instanceof NetworkPresent || need instanceof NetworkApplied)
            .map(need -> " once " + need.title())
            .findFirst()
            .orElse("");
    return act.title() + " on " + act.host() + waits;
  }

  @Test
  void whatPodsDependOnIsNotExchanged() throws IOException {
    Site site = site();
    Host one = site.hosts().getFirst();
    assertThat(
            PodNetwork.problems(
                site, one, facts(site, Set.of("one"), Set.of(), identity(site), SHAPE)))
        .isEmpty();
    assertThat(
            PodNetwork.problems(
                site, one, facts(site, Set.of("one"), Set.of(), "another", "bgp 10.244.0.0/16")))
        .extracting(Problem::cause)
        .containsExactly(
            "its cluster's pods are connected by Calico so: bgp 10.244.0.0/16, and the site file wants vxlan 10.244.0.0/16");
  }

  /** A mesh of more than 50 nodes is too much; what was marked for it is known by its label. */
  @Test
  void controlPlanesReflectTheRoutesOfManyNodes() throws IOException {
    Site many = site("bgp", 50);
    assertThat(titles(many, facts(many, Set.of("one"), Set.of(), identity(many), SHAPE)))
        .contains("reflect routes on one")
        .doesNotContain("reflect routes on node");
    assertThat(titles(many, reflecting(many))).noneMatch(title -> title.startsWith("reflect"));
    Site few = site("bgp", 49);
    assertThat(titles(few, reflecting(few))).contains("reflect no routes on one");
    assertThat(titles(few, facts(few, Set.of("one"), Set.of(), identity(few), SHAPE)))
        .noneMatch(title -> title.startsWith("reflect"));
  }

  private static List<String> titles(Site site, Facts facts) {
    return PodNetwork.of(site, facts).stream().map(ManifestNetworkTest::text).toList();
  }

  private static Facts reflecting(Site site) {
    return facts(site, Set.of("one"), Set.of(), Set.of("one"), identity(site), SHAPE);
  }
}
