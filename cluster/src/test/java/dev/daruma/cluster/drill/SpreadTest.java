package dev.daruma.cluster.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadTest {
  @ParameterizedTest
  @CsvSource({
    "7,             7,  7,   7",
    "3 1 2,         1,  2,   3",
    "4 1 10 2,      1,  3,  10", // even: the mean of the middle two
    "5 5 5 900,     5,  5, 900",
  })
  void theMedianIsInTheMiddle(String milliseconds, int least, int median, int most) {
    List<Duration> durations =
        Arrays.stream(milliseconds.split(" "))
            .map(Long::parseLong)
            .map(Duration::ofMillis)
            .toList();
    assertThat(Spread.of(durations))
        .isEqualTo(
            new Spread(
                Duration.ofMillis(least), Duration.ofMillis(median), Duration.ofMillis(most)));
  }

  @Test
  void ofNothingThereIsNone() {
    assertThatThrownBy(() -> Spread.of(List.of())).hasMessage("nothing was measured");
  }
}
