package dev.daruma.cluster.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.daruma.cluster.Golden;
import dev.daruma.cluster.site.VirtualAddress;
import dev.daruma.engine.host.HostName;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KeepalivedConfTest {
  private static final Duration FAST = Duration.ofMillis(200);
  private static final List<String> PEERS = List.of("192.168.3.12", "192.168.3.13");

  static Stream<Arguments> configurationsAreTheGoldenOnes() {
    return Stream.of(
        arguments("three.conf", List.of(endpoint(10, "eth0", "192.168.3.10", PEERS, FAST))),
        arguments("alone.conf", List.of(endpoint(10, "eth0", "192.168.3.10", List.of(), FAST))),
        arguments(
            "slow.conf",
            List.of(
                endpoint(
                    255,
                    "bond0.100",
                    "192.168.3.10",
                    List.of("192.168.3.12"),
                    Duration.ofSeconds(1)))),
        arguments(
            "groups.conf",
            List.of(
                endpoint(10, "eth0", "192.168.3.10", PEERS, FAST),
                new VrrpInstance(
                    "storage",
                    9,
                    "eth0",
                    addresses("192.168.3.9", "fd00::9"),
                    InetAddress.ofLiteral("192.168.3.11"),
                    addresses("192.168.3.12"),
                    VirtualRouter.priority(0, 2),
                    FAST,
                    false))));
  }

  @ParameterizedTest
  @MethodSource
  void configurationsAreTheGoldenOnes(String name, List<VrrpInstance> instances) {
    KeepalivedConf conf = new KeepalivedConf(new HostName("master01"), instances);
    Golden.assertSame("keepalived/" + name, conf.text());
    Golden.assertSame("keepalived/service/" + name, conf.service());
  }

  static Stream<Arguments> impossibleValuesAreRefused() {
    return Stream.of(
        arguments(0, "eth0", FAST, "not possible as virtual router identifier: 0"),
        arguments(256, "eth0", FAST, "not possible as virtual router identifier: 256"),
        arguments(1, "eth0 {", FAST, "not possible as interface name: eth0 {"),
        arguments(1, "", FAST, "not possible as interface name: "),
        arguments(1, "eth0", Duration.ofMillis(5), "not possible as advert interval: PT0.005S"));
  }

  @ParameterizedTest
  @MethodSource
  void impossibleValuesAreRefused(
      int routerId, String networkInterface, Duration interval, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> endpoint(routerId, networkInterface, "10.0.0.1", List.of(), interval))
        .withMessage(message);
  }

  @Test
  void whatAHostHoldsIsReadBackFromItsConfiguration() {
    VrrpInstance storage =
        new VrrpInstance(
            "address-192-168-3-9",
            9,
            "eth0",
            addresses("192.168.3.9", "fd00::9"),
            InetAddress.ofLiteral("192.168.3.11"),
            addresses("192.168.3.12"),
            VirtualRouter.priority(0, 2),
            FAST,
            false);
    String text =
        new KeepalivedConf(
                new HostName("master01"),
                List.of(endpoint(10, "eth0", "192.168.3.10", PEERS, FAST), storage))
            .text();
    assertThat(PresentRouters.parse(text).configured()).isTrue();
    assertThat(PresentRouters.parse(text).addresses())
        .containsExactly("192.168.3.10", "192.168.3.9", "fd00:0:0:0:0:0:0:9");
    assertThat(PresentRouters.parse(text.replace("Written by daruma", "Mine")))
        .isEqualTo(PresentRouters.parse(""));
  }

  @Test
  void theAddressInTheAdvertsIsOfTheirOwnFamily() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> endpoint(1, "eth0", "fd00::9", List.of(), FAST))
        .withMessage(
            "not possible as first virtual address, being of another family than 192.168.3.11: fd00:0:0:0:0:0:0:9");
  }

  @Test
  void twoInstancesNeverShareARouterIdentifier() {
    VrrpInstance one = endpoint(10, "eth0", "192.168.3.10", List.of(), FAST);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KeepalivedConf(new HostName("master01"), List.of(one, one)));
  }

  @ParameterizedTest
  @CsvSource({"192.168.3.10, 10", "10.0.1.0, 255", "10.0.0.255, 255", "10.0.0.1, 1", "fd00::1, 1"})
  void theRouterIdentifierFollowsFromTheAddress(String address, int identifier) {
    assertThat(VirtualAddress.identifierOf(InetAddress.ofLiteral(address))).isEqualTo(identifier);
  }

  @ParameterizedTest
  @CsvSource({"1, 224", "3, 224 192 160", "5, 224 192 160 128 96", "7, 224 192 160 128 96 64 32"})
  void prioritiesAreFarApartAndNearTheTop(int hosts, String priorities) {
    assertThat(
            IntStream.range(0, hosts)
                .mapToObj(order -> String.valueOf(VirtualRouter.priority(order, hosts)))
                .collect(Collectors.joining(" ")))
        .isEqualTo(priorities);
  }

  @Test
  void manyHostsHavePrioritiesOfTheirOwn() {
    assertThat(IntStream.range(0, 224).map(order -> VirtualRouter.priority(order, 224)))
        .doesNotHaveDuplicates()
        .allMatch(priority -> priority >= 1);
    assertThatIllegalArgumentException().isThrownBy(() -> VirtualRouter.priority(0, 225));
    assertThatIllegalArgumentException().isThrownBy(() -> VirtualRouter.priority(3, 3));
  }

  private static VrrpInstance endpoint(
      int routerId,
      String networkInterface,
      String virtualAddress,
      List<String> peers,
      Duration interval) {
    return new VrrpInstance(
        "endpoint",
        routerId,
        networkInterface,
        addresses(virtualAddress),
        InetAddress.ofLiteral("192.168.3.11"),
        addresses(peers.toArray(String[]::new)),
        VirtualRouter.priority(0, 3),
        interval,
        true);
  }

  private static List<InetAddress> addresses(String... addresses) {
    return Stream.of(addresses).map(InetAddress::ofLiteral).toList();
  }
}
