package dev.daruma.cluster.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.drill.HostCondition.ControlPlane;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is refused, and how that is said. */
class DrillGuardTest {
  private static final HostName FIRST = new HostName("master1");
  private static final HostName SECOND = new HostName("master2");

  @TempDir private Path folder;

  private Site site(int controlPlanes) throws IOException {
    return new TestSite(folder).of(controlPlanes, "");
  }

  /** All well; the first control plane holds the address and leads etcd. */
  private static Map<HostName, HostCondition> well(Site site) {
    Map<HostName, HostCondition> seen = new TreeMap<>();
    for (Host host : site.nodes()) {
      seen.put(
          host.name(),
          new HostCondition(
              host.name(),
              "boot",
              true,
              host.is(Role.CONTROL_PLANE)
                  ? Optional.of(
                      new ControlPlane(
                          true, true, host.name().value(), "master1", host.name().equals(FIRST)))
                  : Optional.empty()));
    }
    return seen;
  }

  private static HostCondition with(HostName host, boolean api, boolean etcd, boolean holder) {
    return new HostCondition(
        host, "boot", true, Optional.of(new ControlPlane(api, etcd, "1", "1", holder)));
  }

  @Test
  void aWholeSiteMayBeDrilled() throws IOException {
    assertThat(DrillGuard.atStart(site(3), well(site(3)))).isEmpty();
  }

  @Test
  void aHostThatIsAwayIsRefusedWithTheArithmetic() throws IOException {
    Map<HostName, HostCondition> seen = well(site(3));
    seen.remove(SECOND);
    assertThat(DrillGuard.atStart(site(3), seen))
        .extracting(Problem::text)
        .containsExactly(
            """
            master2: drill failed
              cause: it does not answer; the site is not whole: 2 of 3 control planes are well; etcd has 3 members and needs 2; master2 is away; without master1 1 would be left
              remedy: see daruma status; mend the host, or run daruma apply, and drill then""");
  }

  @Test
  void aMemberOfEtcdThatIsNotHealthyIsRefused() throws IOException {
    Map<HostName, HostCondition> seen = well(site(5));
    seen.put(SECOND, with(SECOND, false, false, false));
    assertThat(DrillGuard.atStart(site(5), seen))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(Problem.Code.REFUSED);
              assertThat(problem.cause())
                  .isEqualTo(
                      "its etcd member is not healthy; the site is not whole: 4 of 5 control planes"
                          + " are well");
            });
  }

  @Test
  void anApiServerThatIsNotReadyIsRefused() throws IOException {
    Map<HostName, HostCondition> seen = well(site(3));
    seen.put(SECOND, with(SECOND, false, true, false));
    assertThat(DrillGuard.atStart(site(3), seen))
        .singleElement()
        .satisfies(
            problem -> assertThat(problem.cause()).startsWith("its API server is not ready"));
  }

  @Test
  void aWorkerWhoseKubeletIsNotHealthyIsRefusedToo() throws IOException {
    Map<HostName, HostCondition> seen = well(site(3));
    HostName worker = new HostName("work");
    seen.put(worker, new HostCondition(worker, "boot", false, Optional.empty()));
    assertThat(DrillGuard.atStart(site(3), seen))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.text())
                    .startsWith("work: drill failed\n  cause: its kubelet is not healthy; "));
  }

  @Test
  void whoeverCannotLoseAMemberIsRefusedInTheQuorumGuardsWords() throws IOException {
    assertThat(DrillGuard.atStart(site(1), well(site(1))))
        .extracting(Problem::cause)
        .containsExactly("etcd has 1 member and needs 1; without master1 0 would be left");
    assertThat(DrillGuard.atStart(site(2), well(site(2))))
        .extracting(Problem::cause)
        .containsExactly("etcd has 2 members and needs 2; without master1 1 would be left");
  }

  @Test
  void anAddressOnTwoHostsOrOnNoneIsRefused() throws IOException {
    Map<HostName, HostCondition> seen = well(site(3));
    seen.put(SECOND, with(SECOND, true, true, true));
    assertThat(DrillGuard.atStart(site(3), seen))
        .extracting(Problem::cause)
        .containsExactly(
            "the endpoint's address is on 2 hosts: [master1, master2], and shall be on one");
    seen.put(FIRST, with(FIRST, true, true, false));
    seen.put(SECOND, with(SECOND, true, true, false));
    assertThat(DrillGuard.atStart(site(3), seen))
        .extracting(Problem::cause)
        .containsExactly("the endpoint's address is on no host, and shall be on one");
  }

  @Test
  void realHostsAreDrilledOnlyAfterAWord() throws IOException {
    List<Drill> drills = List.of(Drill.APISERVER_KILL);
    assertThat(DrillGuard.beforehand(site(3), drills, Optional.empty(), false, false))
        .extracting(Problem::text)
        .containsExactly(
            """
            drill failed
              cause: the hosts of site small are real, and what runs on them may be interrupted
              remedy: repeat it with --yes, or at a terminal, where the site's name is asked for""");
    assertThat(DrillGuard.beforehand(site(3), drills, Optional.empty(), false, true)).isEmpty();
    assertThat(DrillGuard.beforehand(site(3), drills, Optional.empty(), true, false)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"POWER_OFF", "NETWORK_CUT"})
  void realHostsKeepTheirPowerAndTheirCable(Drill drill) throws IOException {
    assertThat(DrillGuard.beforehand(site(3), List.of(drill), Optional.empty(), false, true))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(Problem.Code.REFUSED);
              assertThat(problem.text())
                  .isEqualTo(
                      """
                      drill %s failed
                        cause: nobody could bring a real host back over SSH after it
                        remedy: rehearse it: daruma lab up boots the same site on this machine"""
                          .formatted(drill.word()));
            });
    assertThat(DrillGuard.beforehand(site(3), List.of(drill), Optional.empty(), true, false))
        .isEmpty();
  }

  @Test
  void anEndpointOfSomebodyElseIsNotDrilled() throws IOException {
    Site external =
        new TestSite(folder).at(3, "{address: api.example.com, port: 443, provider: external}");
    assertThat(DrillGuard.beforehand(external, List.of(Drill.REBOOT), Optional.empty(), true, true))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(Problem.Code.REFUSED);
              assertThat(problem.text())
                  .isEqualTo(
                      """
                      drill failed
                        cause: the endpoint api.example.com:443 is external: somebody else chooses the API server that answers, and nobody on the hosts can tell which
                        remedy: drill a site whose endpoint is keepalived's or HAProxy's; daruma lab up boots one on this machine""");
            });
  }

  @Test
  void anAddressOnLoadBalancersIsNotFollowed() throws IOException {
    Site balanced =
        new TestSite(folder)
            .at(
                3,
                "{address: 192.0.2.100, provider: haproxy}",
                "  balancer: {address: 192.0.2.31, roles: [load-balancer]}");
    assertThat(DrillGuard.beforehand(balanced, List.of(Drill.REBOOT), Optional.empty(), true, true))
        .extracting(Problem::text)
        .containsExactly(
            """
            drill failed
              cause: the endpoint's address is on a load-balancer, and drills follow it over control planes only
              remedy: drill a site whose control planes hold the address; daruma lab up boots one on this machine""");
    Site together =
        new TestSite(folder).at(3, "{address: 192.0.2.100, port: 8443, provider: haproxy}");
    assertThat(DrillGuard.beforehand(together, List.of(Drill.REBOOT), Optional.empty(), true, true))
        .isEmpty();
  }

  @Test
  void aWorkerHasNoApiServerToKill() throws IOException {
    assertThat(
            DrillGuard.beforehand(
                site(3),
                List.of(Drill.APISERVER_KILL, Drill.REBOOT),
                Optional.of(new HostName("work")),
                true,
                false))
        .extracting(Problem::text)
        .containsExactly(
            """
            work: drill apiserver-kill failed
              cause: it is no control plane, and has nothing that this drill is about
              remedy: name a control plane by --host, or none""");
  }

  @Test
  void aHostThatIsNotTheSitesIsNamedWithThoseThatAre() throws IOException {
    assertThat(
            DrillGuard.beforehand(
                site(1), List.of(Drill.REBOOT), Optional.of(new HostName("else")), true, false))
        .extracting(Problem::text)
        .containsExactly(
            """
            drill failed
              cause: site small has no host else
              remedy: name one of master1, work""");
  }

  @Test
  void everyDrillHasANameOfItsOwn() {
    assertThat(Drill.words()).doesNotHaveDuplicates().doesNotContain("all", "list");
    assertThat(Arrays.stream(Drill.values()).map(Drill::word).map(Drill::named))
        .allMatch(Optional::isPresent);
  }
}
