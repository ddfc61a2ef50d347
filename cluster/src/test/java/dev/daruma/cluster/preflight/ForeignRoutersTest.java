package dev.daruma.cluster.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.file.Operator;
import dev.daruma.cluster.site.file.SiteFile;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.shell.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForeignRoutersTest {
  private static final ForeignRouters TEN =
      ForeignRouters.parse(new Output(0, "configured\n10\n77\n", ""));

  @TempDir Path folder;
  private Site site;

  @BeforeEach
  void aSite() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("site.yaml"),
            """
            apiVersion: daruma.dev/v1alpha1
            kind: Site
            name: small
            ssh: {user: ubuntu}
            hosts:
              one: {address: 192.0.2.11, roles: [control-plane]}
              node: {address: 192.0.2.21, roles: [worker]}
            kubernetes: {version: 1.20.2, endpoint: 192.0.2.10}
            """);
    site = SiteFile.read(file, new Operator("tester", folder, Map.of())).site().orElseThrow();
  }

  @Test
  void somebodyElsesKeepalivedIsNotOverwritten() {
    assertThat(problem("one", TEN))
        .get()
        .satisfies(
            problem -> {
              assertThat(problem.cause())
                  .isEqualTo(
                      "keepalived is configured there already, for virtual router 10, 77, and not by daruma");
              assertThat(problem.remedy())
                  .isEqualTo(
                      "give that address to another host, or remove /etc/keepalived/keepalived.conf when it is of no use");
            });
  }

  @Test
  void anIdentifierInUseOnAnotherHostIsRefused() {
    assertThat(problem("node", TEN))
        .get()
        .satisfies(
            problem -> {
              assertThat(problem.cause())
                  .isEqualTo("virtual router id 10 is in use there, and not by daruma");
              assertThat(problem.remedy())
                  .isEqualTo("set kubernetes.endpoint.routerId to another number from 1 to 255");
            });
  }

  @Test
  void otherIdentifiersAndHostsWithoutAnyAreFine() {
    assertThat(problem("node", ForeignRouters.parse(new Output(0, "configured\n11\n", ""))))
        .isEmpty();
    assertThat(problem("one", ForeignRouters.parse(new Output(0, "", "")))).isEmpty();
  }

  private Optional<Problem> problem(String host, ForeignRouters present) {
    return ForeignRouters.problem(site, site.host(new HostName(host)), present);
  }
}
