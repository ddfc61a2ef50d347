package dev.daruma.cluster.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.Golden;
import dev.daruma.cluster.TestBundle;
import dev.daruma.cluster.controlplane.kubeadm.BootstrapToken;
import dev.daruma.cluster.controlplane.kubeadm.KubeadmSchema;
import dev.daruma.cluster.release.Release;
import dev.daruma.cluster.release.Releases;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.file.Operator;
import dev.daruma.cluster.site.file.SiteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What kubeadm is told in every release that daruma knows. */
class KubeadmDocumentsTest {
  private static final BootstrapDiscovery DISCOVERY =
      new BootstrapDiscovery(
          new BootstrapToken("abcdef.0123456789abcdef", Duration.ofMinutes(15)),
          "sha256:" + "0123456789abcdef".repeat(4));
  private static final String ANY_TOKEN = "[a-z0-9]{6}\\.[a-z0-9]{16}";

  @TempDir private Path folder;

  static List<Release> releases() {
    return Releases.ALL;
  }

  @ParameterizedTest
  @MethodSource("releases")
  void areTheGoldenOnesAndFitTheSchemaOfTheirVersion(Release release) throws IOException {
    Site site = site(release);
    KubeadmDocuments documents =
        new KubeadmDocuments(
            site,
            TestBundle.in(
                folder,
                site.kubernetes().version().toString(),
                List.of("kubeadm"),
                List.of("coredns", "etcd")),
            new SecureRandom());
    Host controlPlane = site.hosts().getFirst();
    Host worker = site.hosts().getLast();

    check(
        release,
        "init",
        documents.init(controlPlane).replaceAll(ANY_TOKEN, DISCOVERY.token().reveal()));
    check(release, "join-control-plane", documents.joinControlPlane(controlPlane, DISCOVERY));
    check(release, "join-worker", documents.joinWorker(worker, DISCOVERY));
  }

  private static void check(Release release, String name, String text) {
    Golden.assertSame("kubeadm/%s/%s.yaml".formatted(release.name(), name), text);
    assertThat(KubeadmSchema.problems(release.kubeadmApi(), text)).isEmpty();
  }

  private Site site(Release release) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("site.yaml"),
            """
            apiVersion: daruma.dev/v1alpha1
            kind: Site
            name: small
            ssh: {user: ubuntu}
            hosts:
              master01: {address: 192.0.2.11, roles: [control-plane]}
              node01:
                address: 192.0.2.21
                roles: [worker]
                labels: {storage: gluster, rack: "01"}
                taints: ["dedicated=storage:NoExecute"]
            kubernetes: {version: %s.2, endpoint: 192.0.2.10}
            """
                .formatted(release.name()));
    return SiteFile.read(file, new Operator("tester", folder, Map.of())).site().orElseThrow();
  }
}
