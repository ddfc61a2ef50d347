package dev.daruma.lab.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubnetTest {

  @ParameterizedTest
  @CsvSource({
    "192.168.3.0/24, 192.168.3.0/24, true",
    "192.168.3.0/24, 192.168.2.0/23, true",
    "192.168.3.0/24, 192.168.3.77,   true",
    "192.168.3.0/24, 192.168.4.0/24, false",
    "10.0.0.0/8,     10.213.7.0/24,  true",
    "172.16.0.0/12,  172.32.0.0/16,  false",
    "223.255.0.0/16, 0.0.0.0/0,      true",
  })
  void overlapsInBothDirections(String one, String other, boolean overlap) {
    assertThat(Subnet.parse(one).overlaps(Subnet.parse(other))).isEqualTo(overlap);
    assertThat(Subnet.parse(other).overlaps(Subnet.parse(one))).isEqualTo(overlap);
  }

  @ParameterizedTest
  @CsvSource({
    "192.168.3.11,  true",
    "192.168.3.254, true",
    "192.168.3.0,   false",
    "192.168.3.255, false",
    "192.168.4.1,   false",
  })
  void knowsWhatAHostMayHave(String address, boolean usable) {
    assertThat(Subnet.parse("192.168.3.0/24").isUsable(Inet4Address.ofLiteral(address)))
        .isEqualTo(usable);
  }

  @Test
  void countsFromTop() {
    assertThat(Subnet.parse("10.1.2.5/30").usableFromTop())
        .extracting(Inet4Address::getHostAddress)
        .containsExactly("10.1.2.6", "10.1.2.5");
  }

  @Test
  void isWrittenWithItsFirstAddress() {
    assertThat(Subnet.parse("192.168.3.77/24")).hasToString("192.168.3.0/24");
  }
}
