package dev.daruma.lab.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementTest {
  private static final String ADDRESSES =
      """
      1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever
      2: eth0    inet 192.168.1.20/24 brd 192.168.1.255 scope global dynamic eth0\\       valid_lft 85
      5: tun0    inet 10.8.0.6 peer 10.8.0.5/32 scope global tun0\\       valid_lft forever
      """;
  private static final String ROUTES =
      """
      default via 192.168.1.1 dev eth0 proto dhcp metric 100
      10.64.0.0/10 via 10.8.0.5 dev tun0
      172.17.0.0/16 dev docker0 proto kernel scope link src 172.17.0.1 linkdown
      192.168.1.0/24 dev eth0 proto kernel scope link src 192.168.1.20
      blackhole 198.51.100.0/24
      """;

  @ParameterizedTest
  @CsvSource({
    "192.168.3.0/24,  ''",
    "192.168.1.0/24,  192.168.1.0/24",
    "192.168.1.128/25, 192.168.1.0/24",
    "192.168.0.0/16,  192.168.1.0/24",
    "10.100.0.0/24,   10.64.0.0/10",
    "10.8.0.0/24,     10.8.0.6/32",
    "172.17.5.0/24,   172.17.0.0/16",
    "10.213.7.0/24,   ''",
  })
  void findsTheNetworkThatWouldBeHidden(String lab, String clash) {
    assertThat(
            Placement.parse(ADDRESSES, ROUTES)
                .clash(Subnet.parse(lab))
                .map(Subnet::toString)
                .orElse(""))
        .isEqualTo(clash);
  }
}
