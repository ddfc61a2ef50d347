package dev.daruma.app.show;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MegabytesTest {
  @ParameterizedTest
  @CsvSource({
    "0, sent 0.0 MB",
    "183000, sent 0.2 MB",
    "9960000, sent 10.0 MB",
    "238911304, sent 239 MB"
  })
  void areReadAtAGlance(long bytes, String text) {
    assertThat(Megabytes.sent(bytes)).isEqualTo(text);
  }
}
