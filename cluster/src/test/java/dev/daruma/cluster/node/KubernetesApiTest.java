package dev.daruma.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.host.Target;
import java.net.Inet4Address;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whom the requests go to. */
class KubernetesApiTest {
  private static final HostName ONE = new HostName("one");

  @Test
  void aControlPlaneIsAskedWhereItsOwnServerListens() {
    Host one =
        new Host(
            ONE,
            Inet4Address.ofLiteral("192.0.2.11"),
            Set.of(Role.CONTROL_PLANE),
            new TreeMap<>(),
            List.of(),
            new Target(
                ONE,
                "192.0.2.11",
                22,
                "ubuntu",
                List.of(),
                new Target.HostKeys.KnownHosts(Path.of("known_hosts")),
                Optional.empty(),
                new Target.Become.Sudo(),
                Duration.ofSeconds(10)));
    assertThat(new KubernetesApi(one).get("/api/v1/nodes").text())
        .endsWith("request 'https://192.0.2.11:6443/api/v1/nodes'");
  }
}
