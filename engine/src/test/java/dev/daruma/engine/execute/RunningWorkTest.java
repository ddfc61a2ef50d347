package dev.daruma.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningWorkTest {
  @ParameterizedTest
  @CsvSource({"0, 150", "1500, 150", "1510, 151", "5000, 500", "10000, 1000", "600000, 1000"})
  void whoHasWaitedForLongLooksLessOften(long waited, long pause) {
    assertThat(RunningWork.pause(Duration.ofMillis(waited))).isEqualTo(Duration.ofMillis(pause));
  }
}
