package dev.daruma.lab.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.ProblemException;
import java.net.Inet4Address;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabSiteTest {

  @ParameterizedTest
  @CsvSource({
    "192.168.3.11,                '',            24, 192.168.3.254",
    "192.168.3.11 192.168.3.254,  '',            24, 192.168.3.253",
    "192.168.3.11,                192.168.3.254, 24, 192.168.3.253",
    "10.0.0.1,                    '',            30, 10.0.0.2",
  })
  void gatewayIsTheHighestFreeAddress(
      String hosts, String reserved, int prefixLength, String gateway) {
    List<Inet4Address> kept =
        reserved.isEmpty() ? List.of() : List.of(Inet4Address.ofLiteral(reserved));

    LabSite site = new LabSite("neko", hosts(hosts), prefixLength, "daruma", kept);

    assertThat(site.gateway().getHostAddress()).isEqualTo(gateway);
  }

  @ParameterizedTest
  @CsvSource({
    "Neko, 10.0.0.1,          24, daruma, is no DNS label",
    "neko, 10.0.0.1,          24, Big Joe, is no user name",
    "neko, 10.0.0.1,          31, daruma, a network /31 cannot hold a lab",
    "neko, 10.0.0.1 10.0.1.1, 24, daruma, host2 at 10.0.1.1 is not in 10.0.0.0/24",
    "neko, 10.0.0.0,          24, daruma, host1 at 10.0.0.0 is not in 10.0.0.0/24",
    "neko, 10.0.0.1 10.0.0.1, 24, daruma, host1 or its address 10.0.0.1 occurs twice",
  })
  void saysWhyNoLabCanBeBuilt(
      String name, String hosts, int prefixLength, String user, String cause) {
    assertThatThrownBy(() -> new LabSite(name, hosts(hosts), prefixLength, user))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(cause)
        .hasMessageContaining("remedy: ");
  }

  @Test
  void saysWhenNoAddressIsLeft() {
    LabSite site = new LabSite("neko", hosts("10.0.0.1 10.0.0.2"), 30, "daruma");

    assertThatThrownBy(site::gateway)
        .hasMessageContaining("no address of 10.0.0.0/30 is left for the bridge");
  }

  private static List<LabHost> hosts(String addresses) {
    List<String> each = Arrays.asList(addresses.split(" "));
    return each.stream()
        .map(Inet4Address::ofLiteral)
        .map(
            address ->
                new LabHost(
                    new HostName("host" + (each.indexOf(address.getHostAddress()) + 1)), address))
        .toList();
  }
}
