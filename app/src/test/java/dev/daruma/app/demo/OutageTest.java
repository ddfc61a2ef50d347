package dev.daruma.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.app.demo.Outage.Look;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutageTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration STEADY = Duration.ofMillis(100);

  /** One letter for each 20 ms: o answered, x did not. */
  @ParameterizedTest
  @CsvSource({
    "oooooooooo,        ",
    "ooxxxooooooo,    80",
    "ooxooooooo,      40",
    "ooxoxxxooxoooo,  80", // comes and goes: the longest counts
    "ooxxxooo,          ", // back, but not for long enough
    "ooxxxxxx,          ", // not back
    "xxxooooooooo,      ", // was never there before
  })
  void lengthIsFromTheLastSuccessToTheNext(String seen, @Nullable Integer milliseconds) {
    List<Look> looks = new ArrayList<>();
    for (int at = 0; at < seen.length(); at++) {
      looks.add(new Look(START.plusMillis(20L * at), seen.charAt(at) == 'o'));
    }
    // Answers arrive out of order: one that waits for its limit comes after later ones.
    assertThat(Outage.of(looks.reversed(), STEADY).map(Outage::length))
        .isEqualTo(Optional.ofNullable(milliseconds).map(Duration::ofMillis));
  }
}
