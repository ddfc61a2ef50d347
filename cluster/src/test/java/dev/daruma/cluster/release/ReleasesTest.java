package dev.daruma.cluster.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.release.Release.CgroupV1;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the edges between releases lie, and that none is left out. */
class ReleasesTest {
  private static final Path PAGE = Path.of("../docs/versions.md");
  private static final String TABLE = "<!-- releases -->\n";

  @Test
  void noneIsLeftOutFromTheOldestToTheNewest() {
    assertThat(Releases.ALL)
        .extracting(Release::minor)
        .containsExactlyElementsOf(IntStream.rangeClosed(20, 36).boxed().toList());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 19, -1",
    "1, 20, 0",
    "1, 36, 0",
    "1, 37, 1",
    "0, 36, -1",
    "2, 0, 1",
  })
  void howOldAReleaseIs(int major, int minor, int age) {
    assertThat(Releases.age(major, minor)).isEqualTo(age);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 19, 1.20",
    "1, 20, 1.20",
    "1, 28, 1.28",
    "1, 36, 1.36",
    "1, 40, 1.36",
    "2, 0, 1.36"
  })
  void theNearestOne(int major, int minor, String name) {
    assertThat(Releases.nearest(major, minor).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "21, V1BETA2",
    "22, V1BETA3",
    "30, V1BETA3",
    "31, V1BETA4",
    "36, V1BETA4",
  })
  void whichConfigurationIsWritten(int minor, KubeadmApi api) {
    assertThat(Releases.nearest(1, minor).kubeadmApi()).isEqualTo(api);
  }

  @Test
  void theTaintOfControlPlanesWasRenamed() {
    String old = "node-role.kubernetes.io/master";
    String now = "node-role.kubernetes.io/control-plane";
    assertThat(Releases.nearest(1, 23).controlPlaneTaints()).containsExactly(old);
    assertThat(Releases.nearest(1, 24).controlPlaneTaints()).containsExactly(old, now);
    assertThat(Releases.nearest(1, 25).controlPlaneTaints()).containsExactly(now);
  }

  @ParameterizedTest
  @CsvSource({
    "23, /run/c.sock, true, kubelet-config-1.23",
    "24, unix:///run/c.sock, false, kubelet-config",
  })
  void whatWasLostWithDockershim(int minor, String socket, boolean dockershim, String map) {
    Release release = Releases.nearest(1, minor);
    assertThat(release.runtimeSocket("/run/c.sock")).isEqualTo(socket);
    assertThat(release.hasDockershim()).isEqualTo(dockershim);
    assertThat(release.kubeletConfigMap()).isEqualTo(map);
  }

  @ParameterizedTest
  @CsvSource({
    "21, policy/v1beta1, 1.5, 2, SUPPORTED",
    "22, policy/v1, 1.5, 2, SUPPORTED",
    "26, policy/v1, 1.6, 2, SUPPORTED",
    "28, policy/v1, 1.6, 3, SUPPORTED",
    "31, policy/v1, 1.6, 3, MAINTAINED",
    "34, policy/v1, 1.6, 3, MAINTAINED",
    "35, policy/v1, 1.6, 3, REFUSED",
    "36, policy/v1, 2.0, 3, REFUSED",
  })
  void furtherEdges(int minor, String eviction, String containerd, int skew, CgroupV1 cgroups) {
    Release release = Releases.nearest(1, minor);
    assertThat(release.evictionApi()).isEqualTo(eviction);
    assertThat(release.containerd()).isEqualTo(containerd);
    assertThat(release.kubeletSkew()).isEqualTo(skew);
    assertThat(release.cgroupV1()).isEqualTo(cgroups);
  }

  @Test
  void eachHasItsSource() {
    assertThat(Releases.ALL).extracting(Release::source).noneMatch(String::isBlank);
  }

  /** {@code mvn test -Dgolden=write} writes the table; read the difference before committing it. */
  @Test
  void theTableIsDocumented() throws IOException {
    String page = Files.readString(PAGE);
    String written = page.substring(0, page.indexOf(TABLE) + TABLE.length());
    String now = written + "\n" + ReleaseTable.of(Releases.ALL);
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(PAGE, now);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(now);
    assertThat(List.of(ReleaseTable.of(Releases.ALL).split("\n"))).hasSize(2 + 17);
  }
}
