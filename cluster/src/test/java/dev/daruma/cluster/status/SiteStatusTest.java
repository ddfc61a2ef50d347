package dev.daruma.cluster.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.HostFacts;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.file.Operator;
import dev.daruma.cluster.site.file.SiteFile;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is asked for the endpoint's address, by who may hold it. */
class SiteStatusTest {
  private static final String NOBODY_HAS_IT = "no host has the endpoint's address 192.0.2.10";

  @TempDir private Path folder;

  /** The hosts of a site with such an endpoint; each host has the address if it is asked. */
  private SiteStatus status(String endpoint, String others) throws IOException {
    Path file = folder.resolve("site.yaml");
    Files.writeString(
        file,
        """
        apiVersion: daruma.dev/v1alpha1
        kind: Site
        name: small
        ssh: {user: ubuntu}
        kubernetes: {version: 1.20.2, endpoint: %s}
        hosts:
          one: {address: 192.0.2.11, roles: [control-plane]}
          node: {address: 192.0.2.21, roles: [worker]}
        %s
        """
            .formatted(endpoint, others));
    Site site = SiteFile.read(file, new Operator("tester", folder, Map.of())).site().orElseThrow();
    SortedMap<HostName, HostFacts> read = new TreeMap<>();
    for (Host host : site.hosts()) {
      Map<Probe<?>, Output> outputs = new HashMap<>();
      for (Probe<?> probe : SiteStatus.probes(site, host)) {
        outputs.put(probe, new Output(probe.name().equals("endpoint's address") ? 0 : 127, "", ""));
      }
      read.put(host.name(), new HostFacts(Observed.of(outputs), Instant.EPOCH, Instant.EPOCH));
    }
    return SiteStatus.of(
        site,
        new Facts(read, new TreeMap<>()),
        new Drift.Changes(new TreeMap<>()),
        Instant.parse("2026-11-24T11:15:02Z"));
  }

  @Test
  void controlPlanesHoldItByTurns() throws IOException {
    assertThat(status("192.0.2.10", "").holders()).containsExactly(new HostName("one"));
  }

  @Test
  void loadBalancersHoldItWhereThereAreAny() throws IOException {
    SiteStatus status =
        status(
            "{address: 192.0.2.10, provider: haproxy}",
            "  balancer: {address: 192.0.2.31, roles: [load-balancer]}");
    assertThat(status.holders()).containsExactly(new HostName("balancer"));
    assertThat(status.concerns()).doesNotContain(NOBODY_HAS_IT);
  }

  @Test
  void nobodyIsAskedForAnAddressOfSomebodyElse() throws IOException {
    SiteStatus status = status("{address: 192.0.2.10, provider: external}", "");
    assertThat(status.holders()).isEmpty();
    assertThat(status.concerns()).doesNotContain(NOBODY_HAS_IT);
  }
}
