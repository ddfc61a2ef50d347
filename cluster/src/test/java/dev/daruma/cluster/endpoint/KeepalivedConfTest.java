package dev.daruma.cluster.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.daruma.cluster.Golden;
import dev.daruma.engine.host.HostName;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KeepalivedConfTest {
  private static final Duration FAST = Duration.ofMillis(200);

  static Stream<Arguments> configurationsAreTheGoldenOnes() {
    return Stream.of(
        arguments(
            "three.conf",
            conf(10, "eth0", "192.168.3.10", 24, List.of("192.168.3.12", "192.168.3.13"), FAST)),
        arguments("alone.conf", conf(10, "eth0", "192.168.3.10", 32, List.of(), FAST)),
        arguments(
            "slow.conf",
            conf(
                255,
                "bond0.100",
                "192.168.3.10",
                24,
                List.of("192.168.3.12"),
                Duration.ofSeconds(1))));
  }

  @ParameterizedTest
  @MethodSource
  void configurationsAreTheGoldenOnes(String name, KeepalivedConf conf) {
    Golden.assertSame("keepalived/" + name, conf.text());
  }

  static Stream<Arguments> impossibleValuesAreRefused() {
    return Stream.of(
        arguments(0, "eth0", 24, FAST, "not possible as virtual router identifier: 0"),
        arguments(256, "eth0", 24, FAST, "not possible as virtual router identifier: 256"),
        arguments(1, "eth0 {", 24, FAST, "not possible as interface name: eth0 {"),
        arguments(1, "", 24, FAST, "not possible as interface name: "),
        arguments(1, "eth0", 33, FAST, "not possible as prefix length: 33"),
        arguments(
            1, "eth0", 24, Duration.ofMillis(5), "not possible as advert interval: PT0.005S"));
  }

  @ParameterizedTest
  @MethodSource
  void impossibleValuesAreRefused(
      int routerId, String networkInterface, int prefix, Duration interval, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> conf(routerId, networkInterface, "10.0.0.1", prefix, List.of(), interval))
        .withMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"192.168.3.10, 10", "10.0.1.0, 255", "10.0.0.255, 255", "10.0.0.1, 1", "fd00::1, 1"})
  void theRouterIdentifierFollowsFromTheAddress(String address, int identifier) {
    assertThat(VirtualRouter.identifier(InetAddress.ofLiteral(address))).isEqualTo(identifier);
  }

  @Test
  void prioritiesDiffer() {
    assertThat(Stream.of(0, 1, 2, 148).map(VirtualRouter::priority))
        .containsExactly(150, 149, 148, 2);
    assertThatIllegalArgumentException().isThrownBy(() -> VirtualRouter.priority(149));
  }

  @Test
  void theCheckAsksTheLocalApiServer() {
    assertThat(ApiServerCheck.text())
        .startsWith("#!/bin/sh\n")
        .contains(ApiServerCheck.BOOTSTRAP_MARKER)
        .contains("\"https://$1/readyz\"");
    assertThat(ApiServerCheck.command(InetAddress.ofLiteral("fd00::1"), 6443))
        .isEqualTo(ApiServerCheck.PATH + " [fd00:0:0:0:0:0:0:1]:6443");
  }

  private static KeepalivedConf conf(
      int routerId,
      String networkInterface,
      String virtualAddress,
      int prefix,
      List<String> peers,
      Duration interval) {
    return new KeepalivedConf(
        new HostName("master01"),
        routerId,
        networkInterface,
        InetAddress.ofLiteral(virtualAddress),
        prefix,
        InetAddress.ofLiteral("192.168.3.11"),
        peers.stream().map(InetAddress::ofLiteral).toList(),
        VirtualRouter.priority(0),
        interval,
        6443);
  }
}
