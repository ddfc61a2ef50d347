package dev.daruma.cluster.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutageTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** One letter for each 20 ms: o answered, x did not. */
  private static List<Look> looks(String seen) {
    List<Look> looks = new ArrayList<>();
    for (int at = 0; at < seen.length(); at++) {
      looks.add(new Look(START.plusMillis(20L * at), seen.charAt(at) == 'o'));
    }
    return looks;
  }

  @ParameterizedTest
  @CsvSource({
    "oooooooooo,     '',        0,   0",
    "ooxxxooooooo,   60,       60,  60",
    "ooxooooooo,     20,       20,  20",
    "ooxoxxxooxoooo, 20 60 20, 60, 100", // comes and goes
    "ooxxx,          40 not over, 40, 40", // as long as it was looked
    "xxxooooooooo,   60,       60,  60", // was away from the first look on
    "x,              0 not over, 0,  0",
  })
  void lengthIsFromTheFirstFailureToTheNextSuccess(
      String seen, String lengths, int longest, int total) {
    // Answers arrive out of order: one that waits for its limit comes after later ones.
    List<Outage> outages = Outage.in(looks(seen).reversed());
    assertThat(
            outages.stream()
                .map(outage -> outage.length().toMillis() + (outage.over() ? "" : " not over"))
                .collect(Collectors.joining(" ")))
        .isEqualTo(lengths);
    assertThat(Outage.longest(outages)).isEqualTo(Duration.ofMillis(longest));
    assertThat(Outage.total(outages)).isEqualTo(Duration.ofMillis(total));
  }

  @Test
  void looksThatFailedAreCounted() {
    assertThat(Outage.in(looks("oxxoxo")).stream().map(Outage::failures)).containsExactly(2, 1);
  }

  @Test
  void whoeverDidNotLookSawNothing() {
    List<Look> looks = new ArrayList<>(looks("ooo"));
    looks.add(new Look(START.plusMillis(540), true));
    assertThat(Outage.in(looks)).isEmpty();
    assertThat(Look.longestPause(looks.reversed())).isEqualTo(Duration.ofMillis(500));
    assertThat(Look.longestPause(List.of())).isEqualTo(Duration.ZERO);
  }

  @Test
  void noLooksTellOfNoOutage() {
    assertThat(Outage.in(List.of())).isEmpty();
  }
}
