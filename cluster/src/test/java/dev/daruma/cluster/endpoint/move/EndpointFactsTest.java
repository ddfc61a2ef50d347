package dev.daruma.cluster.endpoint.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.file.Operator;
import dev.daruma.cluster.site.file.SiteFile;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.shell.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointFactsTest {
  @TempDir Path folder;
  private Site site;

  @BeforeEach
  void aBalancedSite() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("site.yaml"),
            """
            apiVersion: daruma.dev/v1alpha1
            kind: Site
            name: small
            ssh: {user: ubuntu}
            hosts:
              one: {address: 192.0.2.11, roles: [control-plane, worker]}
            kubernetes: {version: 1.20.2, endpoint: {address: 192.0.2.10, provider: haproxy}}
            """);
    site = SiteFile.read(file, new Operator("tester", folder, Map.of())).site().orElseThrow();
  }

  @Test
  void aKubeconfigThatCallsTheEndpointOrTheHostItselfIsLeftAlone() {
    HostKubeconfigs present =
        HostKubeconfigs.parse(
            new Output(
                0,
                """
                admin.conf https://192.0.2.10:6443
                controller-manager.conf https://192.0.2.11:6443
                kubelet.conf https://192.0.2.10:8443
                scheduler.conf https://192.0.2.12:6443
                """,
                ""));
    assertThat(present.halfDone()).isFalse();
    assertThat(present.outdated(site, site.host(new HostName("one"))))
        .containsExactly("admin.conf", "scheduler.conf");
  }

  @Test
  void aRunThatWasCutOffIsSeen() {
    HostKubeconfigs present =
        HostKubeconfigs.parse(
            new Output(0, "half-done\nkubelet.conf https://192.0.2.10:8443\n", ""));
    assertThat(present.halfDone()).isTrue();
    assertThat(present.outdated(site, site.host(new HostName("one")))).isEmpty();
  }

  @Test
  void whatTheClusterPublishesIsReadOutOfItsDocuments() {
    PublishedEndpoint old =
        PublishedEndpoint.parse(
            new Output(
                0,
                """
                server: https://192.0.2.10:6443
                controlPlaneEndpoint: 192.0.2.10:6443
                server: https://192.0.2.10:6443
                """,
                ""));
    assertThat(old.hostsAndPorts()).containsExactly("192.0.2.10:6443");
    assertThat(old.isOf(site)).isFalse();
    PublishedEndpoint half =
        PublishedEndpoint.parse(
            new Output(
                0, "server: https://192.0.2.10:8443\ncontrolPlaneEndpoint: 192.0.2.10:6443\n", ""));
    assertThat(half.isOf(site)).isFalse();
    PublishedEndpoint now =
        PublishedEndpoint.parse(
            new Output(
                0, "server: https://192.0.2.10:8443\ncontrolPlaneEndpoint: 192.0.2.10:8443\n", ""));
    assertThat(now.isOf(site)).isTrue();
    assertThat(PublishedEndpoint.parse(new Output(1, "", "")).isKnown()).isFalse();
  }
}
