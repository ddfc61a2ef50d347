package dev.daruma.cluster.endpoint.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.controlplane.ControlPlanes;
import dev.daruma.cluster.endpoint.EndpointWatch;
import dev.daruma.cluster.endpoint.PresentRouters;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.HostFacts;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.facts.Machine;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.file.Operator;
import dev.daruma.cluster.site.file.SiteFile;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.resource.HostFile;
import dev.daruma.engine.shell.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Living sites whose file names another endpoint than what their hosts and cluster say. */
class EndpointMoveTest {
  private static final HostName ONE = new HostName("one");
  private static final HostName TWO = new HostName("two");
  private static final HostName NODE = new HostName("node");
  private static final String OLD = "192.0.2.10:6443";
  private static final String BALANCED = "192.0.2.10:8443";

  @TempDir Path folder;

  @Test
  void nothingIsLeftToDoWhereEverybodyCallsTheEndpoint() throws IOException {
    Site site = site("192.0.2.10");
    Facts facts = facts(site, OLD, OLD, false);
    assertThat(EndpointMove.of(site, facts)).isEmpty();
    assertThat(EndpointMove.holding(site, facts))
        .containsExactly(new Milestones.EndpointPublished());
  }

  @Test
  void towardHaproxyEverybodyIsPointedAtItOnceItServes() throws IOException {
    Site site = site("{address: 192.0.2.10, provider: haproxy}");
    List<Act> acts = EndpointMove.of(site, facts(site, OLD, OLD, false));
    assertThat(acts)
        .extracting(act -> act.host() + ": " + act.title())
        .containsExactly(
            "one: publish endpoint",
            "one: point host at endpoint",
            "two: point host at endpoint",
            "node: point host at endpoint");
    assertThat(acts)
        .allSatisfy(
            act ->
                assertThat(act.needs())
                    .contains(
                        new Milestones.EndpointWatched(ONE),
                        new Milestones.EndpointWatched(TWO),
                        new Milestones.CertificatesPlaced(ONE),
                        new Milestones.CertificatesPlaced(TWO)));
    assertThat(acts.get(1).limits()).containsExactly(ControlPlanes.RESTARTS);
    assertThat(acts.get(3).limits()).isEmpty();
    assertThat(EndpointMove.holding(site, facts(site, OLD, OLD, false))).isEmpty();
  }

  @Test
  void backAgainTheBalancersGoLast() throws IOException {
    Site site = site("192.0.2.10");
    List<Act> acts = EndpointMove.of(site, facts(site, BALANCED, BALANCED, true));
    assertThat(acts)
        .extracting(act -> act.host() + ": " + act.title())
        .containsExactly(
            "one: publish endpoint",
            "one: point host at endpoint",
            "two: point host at endpoint",
            "node: point host at endpoint",
            "one: retire load balancer",
            "two: retire load balancer");
    assertThat(acts.getLast().needs())
        .contains(
            new Milestones.EndpointPublished(),
            new Milestones.PointedAtEndpoint(ONE),
            new Milestones.PointedAtEndpoint(TWO),
            new Milestones.PointedAtEndpoint(NODE));
  }

  @Test
  void aRunThatWasCutOffAfterTheFilesGoesOnWithWhatReadsThem() throws IOException {
    Site site = site("192.0.2.10");
    SortedMap<HostName, HostFacts> hosts = new TreeMap<>(facts(site, OLD, OLD, false).hosts());
    hosts.put(NODE, of(site, site.host(NODE), "half-done\n" + kubeconfigs(OLD), OLD, false));
    assertThat(EndpointMove.of(site, new Facts(hosts, new TreeMap<>())))
        .singleElement()
        .satisfies(
            act -> {
              assertThat(act.host()).isEqualTo(NODE);
              assertThat(((PointHost) act).explanation())
                  .first()
                  .isEqualTo("a run that was to point the host at the endpoint was cut off");
            });
  }

  @Test
  void anEndpointOfSomebodyElseNeedsNoHostOfOurs() throws IOException {
    Site site = site("{address: api.example.com, provider: external, port: 443}");
    List<Act> acts = EndpointMove.of(site, facts(site, OLD, OLD, false));
    assertThat(acts.getLast().needs())
        .containsExactlyInAnyOrder(
            new Milestones.CertificatesPlaced(ONE), new Milestones.CertificatesPlaced(TWO));
    assertThat(((PointHost) acts.getLast()).explanation())
        .contains("they will call https://api.example.com:443");
  }

  @Test
  void towardSomebodyElsesEndpointTheAddressGoesLast() throws IOException {
    Site site = site("{address: api.example.com, provider: external, port: 443}");
    SortedMap<HostName, HostFacts> hosts = new TreeMap<>(facts(site, OLD, OLD, false).hosts());
    for (HostName name : List.of(ONE, TWO)) {
      hosts.computeIfPresent(name, (host, facts) -> holding(facts, "192.0.2.10"));
    }
    List<Act> acts = EndpointMove.of(site, new Facts(hosts, new TreeMap<>()));
    assertThat(acts)
        .extracting(act -> act.host() + ": " + act.title())
        .containsExactly(
            "one: publish endpoint",
            "one: point host at endpoint",
            "two: point host at endpoint",
            "node: point host at endpoint",
            "one: retire virtual address",
            "two: retire virtual address");
    assertThat(acts.getLast().needs())
        .contains(
            new Milestones.EndpointPublished(),
            new Milestones.PointedAtEndpoint(ONE),
            new Milestones.PointedAtEndpoint(NODE),
            new Milestones.CertificatesPlaced(TWO));
    assertThat(((RetireRouter) acts.getLast()).explanation())
        .containsExactly("keepalived runs here, and the site has no address for this host to hold");
  }

  @Test
  void whoStillHoldsAnAddressOfTheSiteKeepsIt() throws IOException {
    Site site = site("192.0.2.10");
    SortedMap<HostName, HostFacts> hosts = new TreeMap<>(facts(site, OLD, OLD, false).hosts());
    hosts.computeIfPresent(ONE, (host, facts) -> holding(facts, "192.0.2.10"));
    assertThat(EndpointMove.of(site, new Facts(hosts, new TreeMap<>()))).isEmpty();
  }

  @Test
  void anAddressIsServedUntilEverybodyCallsAnother() throws IOException {
    Site site = site("192.0.2.99");
    SortedMap<HostName, HostFacts> hosts = new TreeMap<>(facts(site, OLD, OLD, false).hosts());
    hosts.computeIfPresent(ONE, (host, facts) -> holding(facts, "192.0.2.10"));
    Facts facts = new Facts(hosts, new TreeMap<>());
    assertThat(EndpointWatch.resources(site, site.host(ONE), facts.of(ONE)))
        .filteredOn(each -> each.label().equals("file " + PresentRouters.PATH))
        .singleElement(InstanceOfAssertFactories.type(HostFile.class))
        .satisfies(
            file ->
                assertThat(file.content().text())
                    .contains("vrrp_instance endpoint-192-0-2-99 {", "192.0.2.99/32")
                    .contains("vrrp_instance endpoint-192-0-2-10 {", "192.0.2.10/32"));
    List<Act> acts = EndpointMove.of(site, facts);
    assertThat(acts.getLast().host()).isEqualTo(ONE);
    assertThat(acts.getLast().needs())
        .contains(
            new Milestones.EndpointWatched(ONE),
            new Milestones.EndpointPublished(),
            new Milestones.PointedAtEndpoint(TWO),
            new Milestones.PointedAtEndpoint(NODE));
    RetireRouter last = (RetireRouter) acts.getLast();
    assertThat(last.explanation())
        .containsExactly("keepalived holds a former endpoint's address by turns with others");
    assertThat(((HostFile) last.remaining().getFirst()).content().text())
        .contains("192.0.2.99/32")
        .doesNotContain("192.0.2.10/32");
  }

  private static HostFacts holding(HostFacts facts, String address) {
    Output configuration =
        new Output(
            0,
            """
            644 root:root 0
            # Written by daruma
            vrrp_instance endpoint-%s {
                virtual_router_id 10
                virtual_ipaddress {
                    %s/32
                }
            }
            """
                .formatted(address.replace('.', '-'), address),
            "");
    return new HostFacts(
        facts.observed().with(PresentRouters.PROBE, configuration),
        facts.askedAt(),
        facts.readAt());
  }

  private Site site(String endpoint) throws IOException {
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
              two: {address: 192.0.2.12, roles: [control-plane]}
              node: {address: 192.0.2.21, roles: [worker]}
            kubernetes: {version: 1.20.2, endpoint: %s}
            """
                .formatted(endpoint));
    return SiteFile.read(file, new Operator("tester", folder, Map.of())).site().orElseThrow();
  }

  private static Facts facts(Site site, String called, String published, boolean balanced) {
    SortedMap<HostName, HostFacts> hosts = new TreeMap<>();
    for (Host host : site.hosts()) {
      boolean balances = balanced && !host.name().equals(NODE);
      hosts.put(host.name(), of(site, host, kubeconfigs(called), published, balances));
    }
    return new Facts(hosts, new TreeMap<>());
  }

  private static String kubeconfigs(String called) {
    return "admin.conf https://" + called + "\nkubelet.conf https://" + called + "\n";
  }

  private static HostFacts of(
      Site site, Host host, String kubeconfigs, String published, boolean balances) {
    Map<Probe<?>, Output> outputs = new HashMap<>();
    outputs.put(KubeadmRun.PROBE, new Output(0, "started\ndone\nnode\n", ""));
    outputs.put(HostKubeconfigs.PROBE, new Output(0, kubeconfigs, ""));
    outputs.put(Machine.probe(host.address().getHostAddress()), new Output(1, "", ""));
    outputs.put(PresentRouters.PROBE, new Output(3, "", ""));
    outputs.put(RetireBalancer.RUNS, new Output(balances ? 0 : 1, "", ""));
    outputs.put(ControlPlanes.view(site, host), new Output(0, "{\"items\": []}", ""));
    outputs.put(
        PublishedEndpoint.probe(host),
        new Output(
            0, "server: https://%1$s\ncontrolPlaneEndpoint: %1$s\n".formatted(published), ""));
    return new HostFacts(Observed.of(outputs), Instant.EPOCH, Instant.EPOCH);
  }
}
