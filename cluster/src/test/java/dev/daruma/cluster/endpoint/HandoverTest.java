package dev.daruma.cluster.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.file.Operator;
import dev.daruma.cluster.site.file.SiteFile;
import dev.daruma.engine.host.HostName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandoverTest {
  private static final HostName ONE = new HostName("one");
  private static final HostName TWO = new HostName("two");
  private static final HostName THREE = new HostName("three");

  @TempDir Path folder;
  private Site site;
  private HoldingHosts hosts;

  @BeforeEach
  void allAreReadyAndTheFirstHoldsTheAddress() throws IOException {
    endpoint("192.0.2.10");
  }

  private void endpoint(String endpoint) throws IOException {
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
              three: {address: 192.0.2.13, roles: [control-plane]}
              node: {address: 192.0.2.21, roles: [worker]}
            kubernetes: {version: 1.20.2, endpoint: %s}
            """
                .formatted(endpoint));
    site = SiteFile.read(file, new Operator("tester", folder, Map.of())).site().orElseThrow();
    hosts = new HoldingHosts(site);
    hosts.ready.addAll(List.of(ONE, TWO, THREE));
    hosts.holder = Optional.of(ONE);
  }

  @Test
  void theHolderGivesTheAddressToAnother() {
    awayFrom(ONE);
    assertThat(hosts.marked).containsExactly(ONE);
    assertThat(hosts.holder).contains(TWO);
    assertThat(hosts.said).containsExactly("the endpoint's address has moved to two");
  }

  @Test
  void othersThatAnswerSlowlyAreGivenTime() {
    hosts.slowAnswers.put(THREE, 3);
    awayFrom(ONE);
    assertThat(hosts.asked).filteredOn(THREE::equals).hasSize(4);
    assertThat(hosts.holder).contains(TWO);
    assertThat(hosts.said).containsExactly("the endpoint's address has moved to two");
  }

  @Test
  void whenTheyStaySlowTheAddressMovesAllTheSame() {
    hosts.slowAnswers.put(TWO, Integer.MAX_VALUE);
    awayFrom(ONE);
    assertThat(hosts.holder).contains(TWO);
    assertThat(hosts.said)
        .containsExactly(
            "the other API servers answer slowly; the endpoint's address moves all the same",
            "the endpoint's address has moved to two");
  }

  @Test
  void aHostWithoutTheAddressDoesNotTakeItAndNothingIsWaitedFor() {
    awayFrom(TWO);
    assertThat(hosts.marked).containsExactly(TWO);
    assertThat(hosts.holder).contains(ONE);
    assertThat(hosts.said).isEmpty();
  }

  @Test
  void theLastReadyHostKeepsTheAddress() {
    hosts.ready.removeAll(List.of(TWO));
    hosts.away.add(THREE);
    awayFrom(ONE);
    assertThat(hosts.marked).isEmpty();
    assertThat(hosts.holder).contains(ONE);
  }

  @Test
  void aHostThatHasGivenItAwayItselfIsNoTaker() {
    hosts.marked.addAll(List.of(TWO, THREE));
    awayFrom(ONE);
    assertThat(hosts.marked).doesNotContain(ONE);
    assertThat(hosts.holder).contains(ONE);
  }

  @Test
  void aWorkerHasNothingToGiveAway() {
    awayFrom(new HostName("node"));
    assertThat(hosts.marked).isEmpty();
  }

  @Test
  void whatWasGivenAwayMayComeBack() {
    awayFrom(ONE);
    Handover.backTo(hosts, site, site.host(ONE));
    assertThat(hosts.marked).isEmpty();
    assertThat(hosts.holder).as("it does not wander back").contains(TWO);
  }

  @Test
  void loadBalancersSendNothingNewUntilItComesBack() throws IOException {
    endpoint("{address: 192.0.2.10, port: 8443, provider: haproxy}");
    awayFrom(ONE);
    assertThat(hosts.holder).contains(TWO);
    assertThat(hosts.drained).containsExactlyInAnyOrder("one by one", "one by two", "one by three");
    Handover.backTo(hosts, site, site.host(ONE));
    assertThat(hosts.drained).isEmpty();
    assertThat(hosts.marked).isEmpty();
  }

  @Test
  void anAddressOfSomebodyElseIsLeftAlone() throws IOException {
    endpoint("{address: api.example.com, port: 443, provider: external}");
    awayFrom(ONE);
    Handover.backTo(hosts, site, site.host(ONE));
    assertThat(hosts.marked).isEmpty();
    assertThat(hosts.said).isEmpty();
  }

  @Test
  void itSaysWhoDoesNotLetGo() {
    hosts.stuck = true;
    assertThatThrownBy(() -> awayFrom(ONE))
        .hasMessageContaining("until another host than one holds the endpoint's address")
        .hasMessageContaining("one still has it; see journalctl -u keepalived there");
  }

  @Test
  void theMarkerLiesWhereARebootForgetsIt() {
    assertThat(Handover.giveAway().text())
        .isEqualTo("mkdir -p /run/daruma && touch '" + Handover.MARKER + "'");
    assertThat(Handover.takeBack().text()).isEqualTo("rm -f '" + Handover.MARKER + "'");
    assertThat(Handover.MARKER).isEqualTo("/run/daruma/endpoint-handover");
  }

  private void awayFrom(HostName host) {
    Handover.awayFrom(hosts, site, site.host(host));
  }
}
