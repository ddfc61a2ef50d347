package dev.daruma.cluster.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.engine.host.HostName;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressLogTest {
  private static final HostName ONE = new HostName("one");
  private static final HostName TWO = new HostName("two");
  private static final InetAddress ADDRESS = InetAddress.ofLiteral("10.213.42.10");
  private static final Instant END = at("11:30:10");

  /** As iproute2 6.1 writes it. */
  private static final String HELD_THEN_GIVEN_AWAY =
      """
      start 2026-11-24T11:30:00.000000 held
      [2026-11-24T11:30:01.000100] 7: cni0    inet 10.244.0.1/24 scope global cni0\\       valid_lft forever preferred_lft forever
      [2026-11-24T11:30:02.500000] Deleted 2: host0    inet 10.213.42.10/32 scope global host0\\       valid_lft forever preferred_lft forever
      end 2026-11-24T11:30:09.000000 free
      """;

  private static final String TAKEN =
      """
      start 2026-11-24T11:30:00.000000 free
      [2026-11-24T11:30:02.750000] 2: host0    inet 10.213.42.10/32 scope global host0\\       valid_lft forever preferred_lft forever
      end 2026-11-24T11:30:09.000000 held
      """;

  private static Instant at(String time) {
    return Instant.parse("2026-11-24T" + time + "Z");
  }

  private static List<Holding> read(HostName host, String text, Optional<Instant> goneAt) {
    return AddressLog.holdings(host, text, ADDRESS, goneAt, END);
  }

  @Test
  void theAddressIsHeldFromTheStartUntilItIsDeleted() {
    assertThat(read(ONE, HELD_THEN_GIVEN_AWAY, Optional.empty()))
        .containsExactly(new Holding(ONE, at("11:30:00"), at("11:30:02.500")));
  }

  @Test
  void theAddressIsHeldFromWhenItIsAddedOn() {
    assertThat(read(TWO, TAKEN, Optional.empty()))
        .containsExactly(new Holding(TWO, at("11:30:02.750"), END));
  }

  @Test
  void aHostWithoutPowerHoldsNothing() {
    String text =
        """
        start 2026-11-24T11:30:00.000000 held
        start 2026-11-24T11:30:08.000000 free
        """;
    assertThat(read(ONE, text, Optional.of(at("11:30:03"))))
        .containsExactly(new Holding(ONE, at("11:30:00"), at("11:30:03")));
  }

  @Test
  void aHostThatWasNotReadAfterItLostItsPowerHoldsNothingEither() {
    assertThat(read(ONE, "start 2026-11-24T11:30:00.000000 held\n", Optional.of(at("11:30:03"))))
        .containsExactly(new Holding(ONE, at("11:30:00"), at("11:30:03")));
  }

  @Test
  void anotherAddressThatBeginsAlikeIsAnother() {
    assertThat(read(ONE, TAKEN.replace("10.213.42.10/", "10.213.42.100/"), Optional.empty()))
        .isEmpty();
  }

  @Test
  void halfALineIsNoLine() {
    assertThat(
            read(ONE, "start 2026-11-24T11:30:00.000000 free\n[2026-11-24T11:3", Optional.empty()))
        .isEmpty();
  }

  @Test
  void whoGivesAwayBeforeAnotherTakesNeverMakesTwo() {
    List<Holding> both =
        List.of(
            new Holding(ONE, at("11:30:00"), at("11:30:02.500")),
            new Holding(TWO, at("11:30:02.500"), at("11:30:10")));
    assertThat(Holding.overlaps(both, Duration.ZERO)).isEmpty();
  }

  @Test
  void twoAtOnceAreFoundWhereverTheyStand() {
    List<Holding> all =
        List.of(
            new Holding(ONE, at("11:30:00"), at("11:30:04")),
            new Holding(ONE, at("11:30:03"), at("11:30:05")), // the same host is not two
            new Holding(TWO, at("11:30:03.750"), at("11:30:09")));
    assertThat(Holding.overlaps(all, Duration.ZERO))
        .extracting(overlap -> overlap.length().toMillis())
        .containsExactly(250L, 1250L);
  }

  @Test
  void whatClocksMayDifferByIsNoOverlap() {
    List<Holding> both =
        List.of(
            new Holding(ONE, at("11:30:00"), at("11:30:02.010")),
            new Holding(TWO, at("11:30:02"), at("11:30:10")));
    assertThat(Holding.overlaps(both, Duration.ofMillis(10))).isEmpty();
    assertThat(Holding.overlaps(both, Duration.ofMillis(9))).hasSize(1);
  }

  @Test
  void onlyWhatLiesWithinIsShown() {
    List<Holding> all =
        List.of(
            new Holding(TWO, at("11:30:05"), at("11:30:09")),
            new Holding(ONE, at("11:30:00"), at("11:30:05")),
            new Holding(ONE, at("11:29:00"), at("11:29:05")));
    assertThat(Holding.within(all, at("11:30:01"), at("11:30:08")))
        .containsExactly(
            new Holding(ONE, at("11:30:01"), at("11:30:05")),
            new Holding(TWO, at("11:30:05"), at("11:30:08")));
  }

  @Test
  void aHostThatRestartedHeldItUntilItWasLastSeen() {
    String text =
        """
        start 2026-11-24T11:30:00.000000 held
        end 2026-11-24T11:30:02.000000 held
        start 2026-11-24T11:30:08.000000 free
        """;
    assertThat(read(ONE, text, Optional.empty()))
        .containsExactly(new Holding(ONE, at("11:30:00"), at("11:30:02")));
  }

  @Test
  void aWatchThatWasTakenUpAgainIsNoGap() {
    String text =
        """
        start 2026-11-24T11:30:00.000000 held
        end 2026-11-24T11:30:02.000000 held
        start 2026-11-24T11:30:03.000000 held
        """;
    assertThat(read(ONE, text, Optional.empty()))
        .containsExactly(new Holding(ONE, at("11:30:00"), END));
  }
}
