package dev.daruma.cluster.drill;

import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.file.Operator;
import dev.daruma.cluster.site.file.SiteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A site of so many control planes and one worker. */
record TestSite(Path folder) {
  Site of(int controlPlanes, String availability) throws IOException {
    return read(controlPlanes, "192.0.2.100", availability, "");
  }

  /** The same with another endpoint, and other hosts besides. */
  Site at(int controlPlanes, String endpoint, String... others) throws IOException {
    return read(controlPlanes, endpoint, "", String.join("\n", others));
  }

  private Site read(int controlPlanes, String endpoint, String availability, String others)
      throws IOException {
    StringBuilder hosts = new StringBuilder();
    for (int number = 1; number <= controlPlanes; number++) {
      hosts.append(
          "  master%d: {address: 192.0.2.%d, roles: [control-plane]}\n".formatted(number, number));
    }
    Path file = folder.resolve("site.yaml");
    Files.writeString(
        file,
        """
        apiVersion: daruma.dev/v1alpha1
        kind: Site
        name: small
        ssh: {user: ubuntu}
        kubernetes: {version: 1.20.2, endpoint: %s}
        %s
        hosts:
        %s  work: {address: 192.0.2.21}
        %s
        """
            .formatted(endpoint, availability, hosts, others));
    return SiteFile.read(file, new Operator("tester", folder, Map.of())).site().orElseThrow();
  }
}
