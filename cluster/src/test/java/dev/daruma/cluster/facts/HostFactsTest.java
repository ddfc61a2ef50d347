package dev.daruma.cluster.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.engine.observe.Observed;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostFactsTest {
  private static final Instant ASKED = Instant.parse("2026-01-01T00:00:10Z");
  private static final Instant READ = Instant.parse("2026-01-01T00:00:32Z");

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:10Z, PT0S",
    "2026-01-01T00:00:20Z, PT0S",
    "2026-01-01T00:00:32Z, PT0S",
    "2026-01-01T00:00:03Z, PT7S",
    "2026-01-01T00:00:40Z, PT8S"
  })
  void aSlowAnswerIsNoWrongClock(Instant hostsClock, Duration skew) {
    assertThat(new HostFacts(Observed.blank(), ASKED, READ).skewOf(hostsClock)).isEqualTo(skew);
  }
}
