package dev.daruma.cluster.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.TestSiteFile;
import dev.daruma.cluster.site.Runtime.Kind;
import dev.daruma.cluster.site.Site;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyUnitTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void theClustersOwnNetworksAreNear() throws IOException {
    Site site =
        TestSiteFile.read(
            folder,
            """
        apiVersion: daruma.dev/v1alpha1
        kind: Site
        name: small
        hosts:
          one: {address: 192.0.2.11, roles: [control-plane, worker]}
        kubernetes: {version: 1.20.2, endpoint: 192.0.2.10}
        proxy: {http: "http://proxy:3128/%41", https: http://proxy:3128, except: [registry.local]}
        """);
    assertThat(ProxyUnit.text(site, site.proxy().orElseThrow()))
        .isEqualTo(
            """
            # Written by daruma; changes made here are lost.
            [Service]
            Environment="HTTP_PROXY=http://proxy:3128/%%41"
            Environment="HTTPS_PROXY=http://proxy:3128"
            Environment="NO_PROXY=localhost,127.0.0.0/8,10.244.0.0/16,10.96.0.0/12,.cluster.local,registry.local"
            """);
    assertThat(ProxyUnit.file(Kind.DOCKER, site, site.proxy().orElseThrow()).path())
        .isEqualTo("/etc/systemd/system/docker.service.d/daruma-proxy.conf");
  }
}
