package dev.daruma.cluster.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.Golden;
import dev.daruma.cluster.site.Runtime.Kind;
import dev.daruma.engine.resource.HostFile;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderlyShutdownTest {
  @ParameterizedTest
  @CsvSource({
    "CONTAINERD, cri-containerd-, daruma-shutdown.service",
    "DOCKER,     docker-,         daruma-shutdown-docker.service"
  })
  void theFilesAreTheGoldenOnes(Kind kind, String containers, String golden) {
    List<HostFile> files =
        OrderlyShutdown.resources(kind).stream()
            .filter(HostFile.class::isInstance)
            .map(HostFile.class::cast)
            .toList();
    assertThat(files)
        .extracting(HostFile::path)
        .containsExactly(
            "/etc/systemd/system/daruma-shutdown.service",
            "/etc/systemd/system/" + containers + ".scope.d/daruma.conf");
    Golden.assertSame("systemd/" + golden, files.getFirst().content().text());
    Golden.assertSame("systemd/cri-containerd-.scope.conf", files.getLast().content().text());
  }
}
