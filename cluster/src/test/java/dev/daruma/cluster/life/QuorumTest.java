package dev.daruma.cluster.life;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 1 member, quorum 1: none may fail",
        "1 | 1 -> 2 members, quorum 1 -> 2: none may fail; until the new one answers there is no"
            + " quorum, and the API waits",
        "2 | 2 -> 3 members, quorum 2 -> 2: 1 may fail",
        "3 | 3 -> 4 members, quorum 2 -> 3: 1 may fail",
        "4 | 4 -> 5 members, quorum 3 -> 3: 2 may fail"
      })
  void oneMemberMore(int members, String text) {
    assertThat(Quorum.grown(members)).isEqualTo(text);
  }
}
