package dev.daruma.cluster.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ApiNamesTest {
  @Test
  void theApiMayBeCalledByEveryNameAndAddressOfTheSite() {
    assertThat(Sample.NAMES.all().asText())
        .containsExactly(
            "api.neko.example",
            "kubernetes",
            "kubernetes.default",
            "kubernetes.default.svc",
            "kubernetes.default.svc.cluster.local",
            "localhost",
            "master01",
            "master02",
            "master03",
            "10.0.0.7",
            "10.96.0.1",
            "127.0.0.1",
            "192.168.3.10",
            "192.168.3.11",
            "192.168.3.12",
            "192.168.3.13",
            "0:0:0:0:0:0:0:1");
  }

  @Test
  void namesAreSortedAndDistinctHoweverTheyAreWritten() {
    assertThat(AlternativeNames.of(List.of("b", "::1", "A", "0::1", "10.0.0.2", "9.0.0.1", "B")))
        .isEqualTo(AlternativeNames.of(List.of("a", "b", "9.0.0.1", "10.0.0.2", "::1")))
        .extracting(AlternativeNames::asText)
        .isEqualTo(List.of("a", "b", "9.0.0.1", "10.0.0.2", "0:0:0:0:0:0:0:1"));
  }
}
