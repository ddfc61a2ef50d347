package dev.daruma.cluster.site.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestTest {
  private static final List<String> WORDS =
      List.of("name", "kind", "control-plane", "worker", "podCidr", "serviceCidr");

  @ParameterizedTest
  @CsvSource({
    "nmae, name",
    "Name, name",
    "knd, kind",
    "controlplane, control-plane",
    "control_plane, control-plane",
    "wroker, worker",
    "workers, worker",
    "podCIDR, podCidr",
    "service-cidr, serviceCidr"
  })
  void findsTheWordThatWasMeant(String written, String meant) {
    assertThat(Nearest.to(written, WORDS)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"telemetry", "x", "juggler", "plane"})
  void staysSilentWhenNoWordIsNear(String written) {
    assertThat(Nearest.to(written, WORDS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'', '', 0", "abc, abc, 0", "abc, acb, 1", "abc, ab, 1", "abc, xbc, 1", "'', abc, 3"})
  void countsLettersToChange(String from, String to, int distance) {
    assertThat(Nearest.distance(from, to)).isEqualTo(distance);
    assertThat(Nearest.distance(to, from)).isEqualTo(distance);
  }
}
