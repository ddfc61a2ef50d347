package dev.daruma.cluster.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet4Address;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CidrTest {
  private static final int ROUNDS = 5_000;

  private final Random random = new Random(7);

  @Test
  void whatIsPrintedParsesAsItself() {
    forAny(cidr -> assertThat(Cidr.parse(cidr.toString())).contains(cidr));
  }

  @Test
  void overlapIsSymmetricAndReflexive() {
    forAny(
        one -> {
          var other = anyCidr();
          assertThat(one.overlaps(other)).isEqualTo(other.overlaps(one));
          assertThat(one.overlaps(one)).isTrue();
        });
  }

  @Test
  void twoOverlapJustWhenOneHoldsTheOther() {
    forAny(
        one -> {
          var other = anyCidr();
          var oneIsLarger = one.prefixLength() <= other.prefixLength();
          var larger = oneIsLarger ? one : other;
          var smaller = oneIsLarger ? other : one;
          assertThat(one.overlaps(other)).isEqualTo(larger.contains(smaller.broadcast()));
        });
  }

  @Test
  void containsItsFirstLastAndEveryNumberedAddress() {
    forAny(
        cidr -> {
          assertThat(cidr.contains(cidr.network())).isTrue();
          assertThat(cidr.contains(cidr.broadcast())).isTrue();
          int n = (int) random.nextLong(Math.min(cidr.size(), Integer.MAX_VALUE));
          assertThat(cidr.contains(cidr.address(n))).isTrue();
        });
  }

  @Test
  void isTheNetworkAroundEachOfItsAddresses() {
    forAny(
        cidr -> {
          int n = (int) random.nextLong(Math.min(cidr.size(), Integer.MAX_VALUE));
          assertThat(Cidr.around(cidr.address(n), cidr.prefixLength())).isEqualTo(cidr);
        });
  }

  @Test
  void doesNotContainItsNeighbours() {
    var cidr = cidr("10.244.4.0/22");
    assertThat(cidr.contains(address("10.244.3.255"))).isFalse();
    assertThat(cidr.contains(address("10.244.8.0"))).isFalse();
    assertThat(cidr.overlaps(cidr("10.244.8.0/22"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "10.96.0.0/12, 1, 10.96.0.1",
    "10.96.0.0/12, 10, 10.96.0.10",
    "192.168.255.0/24, 255, 192.168.255.255",
    "200.0.0.0/5, 0, 200.0.0.0",
    "0.0.0.0/0, 2147483647, 127.255.255.255"
  })
  void numbersItsAddresses(String cidr, int n, String address) {
    assertThat(cidr(cidr).address(n)).isEqualTo(address(address));
  }

  @Test
  void hasNoAddressBeyondItsLast() {
    assertThatThrownBy(() -> cidr("10.0.0.0/30").address(4))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/08", "10.0.0/8",
        "10.0.0.0.0/8", "10.0.0.256/32", "10.1.0.0/8", "010.0.0.0/8", " 10.0.0.0/8", "::/0", "a/8"
      })
  void refusesAnythingElse(String text) {
    assertThat(Cidr.parse(text)).isEmpty();
  }

  private void forAny(Consumer<Cidr> property) {
    for (int round = 0; round < ROUNDS; round++) {
      property.accept(anyCidr());
    }
  }

  /** Short prefixes and neighbouring addresses are as likely as far ones. */
  private Cidr anyCidr() {
    var spread = random.nextInt(33);
    long bits = spread == 32 ? random.nextInt() : 0x0AF40000 ^ (random.nextInt() >>> spread);
    var text =
        "%d.%d.%d.%d".formatted(bits >> 24 & 255, bits >> 16 & 255, bits >> 8 & 255, bits & 255);
    return Cidr.around(address(text), random.nextInt(33));
  }

  private static Cidr cidr(String text) {
    return Cidr.parse(text).orElseThrow();
  }

  private static Inet4Address address(String text) {
    return Cidr.parseAddress(text).orElseThrow();
  }
}
