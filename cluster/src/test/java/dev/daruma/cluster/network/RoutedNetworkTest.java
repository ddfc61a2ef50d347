package dev.daruma.cluster.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.daruma.cluster.Golden;
import dev.daruma.cluster.network.BirdConf.Peer;
import dev.daruma.cluster.site.Cidr;
import dev.daruma.cluster.site.Network;
import dev.daruma.engine.host.HostName;
import java.net.Inet4Address;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutedNetworkTest {
  private static final Cidr PODS = Cidr.parse("10.244.0.0/16").orElseThrow();
  private static final Cidr SERVICES = Cidr.parse("10.96.0.0/12").orElseThrow();
  private static final Cidr OWN_PODS = Cidr.parse("10.244.1.0/24").orElseThrow();

  @Test
  void birdOfAHostAmongOthers() {
    Golden.assertSame(
        "bird/bird.conf",
        bird(
                Optional.of(OWN_PODS),
                List.of(
                    new Peer(new HostName("master02"), address("192.168.3.12")),
                    new Peer(new HostName("rack-1-node"), address("192.168.3.21"))),
                List.of())
            .text());
  }

  @Test
  void birdOfAHostThatHasNoPodsYet() {
    Golden.assertSame("bird/bird-new.conf", bird(Optional.empty(), List.of(), List.of()).text());
  }

  @Test
  void birdOfAHostThatSpeaksToRouters() {
    Golden.assertSame(
        "bird/bird-routers.conf",
        bird(
                Optional.of(OWN_PODS),
                List.of(new Peer(new HostName("router"), address("192.168.3.12"))),
                List.of(
                    new Network.Peer(address("192.168.3.1"), 64600),
                    new Network.Peer(address("192.168.3.2"), 4294967294L)))
            .text());
  }

  @Test
  void aRoutersAutonomousSystemIsANumberOf32Bits() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                bird(
                    Optional.empty(),
                    List.of(),
                    List.of(new Network.Peer(address("192.168.3.1"), 4294967295L))))
        .withMessage("no autonomous system: 4294967295");
  }

  @Test
  void podsOutsideThePodNetworkAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                bird(Optional.of(Cidr.parse("10.245.1.0/24").orElseThrow()), List.of(), List.of()))
        .withMessage("10.245.1.0/24 is no part of the pod network 10.244.0.0/16");
  }

  @Test
  void theBridgeOfAHost() {
    Golden.assertSame("cni/10-daruma.conflist", new CniConflist(OWN_PODS).text());
  }

  @Test
  void theUnitThatMasquerades() {
    Golden.assertSame(
        "systemd/" + PodMasqueradeUnit.NAME,
        new PodMasqueradeUnit(
                PODS,
                List.of(
                    Cidr.parse("192.168.3.11/32").orElseThrow(),
                    Cidr.parse("192.168.3.12/32").orElseThrow()))
            .text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0", "10.0.0.1/24", "10.0.0.0/33", "10.0.0.0/-1", "fd00::/64", ""})
  void whatIsNoNetworkIsRefused(String text) {
    assertThat(Cidr.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.1.0.0/16, true",
    "10.1.0.0/16, 10.0.0.0/8, false",
    "0.0.0.0/0, 1.2.3.4/32, true",
    "1.2.3.4/32, 1.2.3.4/32, true",
    "1.2.3.4/32, 1.2.3.5/32, false"
  })
  void oneNetworkContainsAnother(String outer, String inner, boolean contains) {
    assertThat(Cidr.parse(outer).orElseThrow().contains(Cidr.parse(inner).orElseThrow()))
        .isEqualTo(contains);
    assertThat(Cidr.parse(outer).orElseThrow()).hasToString(outer);
  }

  private static BirdConf bird(
      Optional<Cidr> ownPods, List<Peer> peers, List<Network.Peer> routers) {
    return new BirdConf(address("192.168.3.11"), 64512, PODS, ownPods, SERVICES, peers, routers);
  }

  private static Inet4Address address(String text) {
    return Inet4Address.ofLiteral(text);
  }
}
