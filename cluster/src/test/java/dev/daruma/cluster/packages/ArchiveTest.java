package dev.daruma.cluster.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.TestSiteFile;
import dev.daruma.cluster.site.Fingerprint;
import dev.daruma.cluster.site.Packages;
import dev.daruma.cluster.site.Site;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
  @TempDir private Path folder = Path.of("");

  private Site site(String version) throws IOException {
    return TestSiteFile.read(
        folder,
        """
        apiVersion: daruma.dev/v1alpha1
        kind: Site
        name: small
        hosts:
          one: {address: 192.0.2.11, roles: [control-plane, worker]}
        kubernetes: {version: %s, endpoint: 192.0.2.10}
        """
            .formatted(version));
  }

  @Test
  void kubernetesOwnHasAFolderForEachMinorRelease() throws IOException {
    Archive archive = Archive.upstream(site("1.30.2").kubernetes().version());
    assertThat(archive.sourceLine())
        .isEqualTo(
            "deb [signed-by=/etc/apt/keyrings/daruma-kubernetes.asc]"
                + " https://pkgs.k8s.io/core:/stable:/v1.30/deb/ /\n");
    assertThat(archive.key())
        .isEqualTo(URI.create("https://pkgs.k8s.io/core:/stable:/v1.30/deb/Release.key"));
    assertThat(archive.version("kubelet")).isEqualTo("1.30.2-*");
    assertThat(archive.reference("pause")).isEqualTo("registry.k8s.io/pause:3.9");
    assertThat(archive.reference("agnhost"))
        .isEqualTo("registry.k8s.io/e2e-test-images/agnhost:2.53");
  }

  @Test
  void aRegistryOfSomebodysOwnHasEachImageByItsLastName() throws IOException {
    URI url = URI.create("http://mirror.example.com/");
    Archive archive =
        Archive.mirror(
            site("1.31.0").kubernetes(),
            new Packages.FromMirror(
                url,
                url.resolve("key.asc"),
                new Fingerprint("940093F9DE8128A8A8B3C6824D7278C2EFC11B53"),
                Optional.of("registry.example.com:5000/kubernetes")));
    assertThat(archive.reference("pause"))
        .isEqualTo("registry.example.com:5000/kubernetes/pause:3.10");
    assertThat(archive.reference("agnhost"))
        .isEqualTo("registry.example.com:5000/kubernetes/agnhost:2.53");
  }
}
