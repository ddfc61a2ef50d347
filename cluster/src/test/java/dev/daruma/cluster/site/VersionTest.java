package dev.daruma.cluster.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VersionTest {
  @ParameterizedTest
  @ValueSource(strings = {"1.20.2", "v1.20.2"})
  void isReadWithAndWithoutItsLetter(String text) {
    assertThat(Version.parse(text)).contains(new Version(1, 20, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1.20", "1.20.2.1", "1.020.2", "V1.20.2", "1.20.2-rc.1", "latest"})
  void isNothingElse(String text) {
    assertThat(Version.parse(text)).isEmpty();
  }

  @Test
  void isOrderedByNumbersAndNotByLetters() {
    assertThat(new Version(1, 9, 11)).isLessThan(new Version(1, 20, 2));
    assertThat(new Version(1, 20, 10)).isGreaterThan(new Version(1, 20, 9));
    assertThat(new Version(1, 20, 2)).hasToString("1.20.2");
  }
}
