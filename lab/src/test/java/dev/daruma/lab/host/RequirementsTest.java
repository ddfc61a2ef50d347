package dev.daruma.lab.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequirementsTest {

  @ParameterizedTest
  @CsvSource({"0 0 0 0, true", "1000 0 0 0, true", "1000 1000 1000 1000, false"})
  void rootIsWhoActsAsRoot(String numbers, boolean root) {
    assertThat(Requirements.isRoot("Name:\tjava\nUid:\t" + numbers.replace(' ', '\t') + "\n"))
        .isEqualTo(root);
  }

  @Test
  void namesEachMissingPackageOnce() {
    assertThat(
            Requirements.missing(command -> !Set.of("nsenter", "unshare", "ip").contains(command)))
        .containsExactly("iproute2", "util-linux");
  }
}
