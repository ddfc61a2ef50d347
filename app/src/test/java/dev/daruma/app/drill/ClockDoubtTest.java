package dev.daruma.app.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.app.drill.ClockDoubt.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockDoubtTest {
  private static final Instant ASKED = Instant.parse("2026-01-01T00:00:00Z");

  /** A host whose clock is that much ahead, asked by a way there and back of 10 ms. */
  private static Reading ahead(long milliseconds) {
    return Reading.of(ASKED, ASKED.plusMillis(10), ASKED.plusMillis(5 + milliseconds));
  }

  @Test
  void hostsThatAgreeAreBelievedHoweverWrongOurOwnClockIs() {
    ClockDoubt doubt = ClockDoubt.of(List.of(ahead(5_000), ahead(5_002), ahead(4_999)));
    assertThat(doubt.most()).isEqualTo(Duration.ofMillis(13));
    assertThat(doubt.note())
        .isEqualTo(
            "the hosts' clocks may differ by 13 ms from each other, and by 5007 ms from this"
                + " machine's; what the hosts told is known to within that");
  }

  @Test
  void oneHostThatIsWrongMakesAllDoubtful() {
    assertThat(ClockDoubt.of(List.of(ahead(0), ahead(-300), ahead(0))).most())
        .isEqualTo(Duration.ofMillis(310));
  }

  @Test
  void oneHostAloneAgreesWithItself() {
    assertThat(ClockDoubt.of(List.of(ahead(70))).most()).isEqualTo(Duration.ZERO);
  }
}
