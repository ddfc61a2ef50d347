package dev.daruma.cluster.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.Golden;
import dev.daruma.engine.resource.HostFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderlyShutdownTest {
  @Test
  void theFilesAreTheGoldenOnes() {
    List<HostFile> files =
        OrderlyShutdown.resources().stream()
            .filter(HostFile.class::isInstance)
            .map(HostFile.class::cast)
            .toList();
    assertThat(files)
        .extracting(HostFile::path)
        .containsExactly(
            "/etc/systemd/system/daruma-shutdown.service",
            "/etc/systemd/system/cri-containerd-.scope.d/daruma.conf");
    Golden.assertSame("systemd/daruma-shutdown.service", files.getFirst().content().text());
    Golden.assertSame("systemd/cri-containerd-.scope.conf", files.getLast().content().text());
  }
}
