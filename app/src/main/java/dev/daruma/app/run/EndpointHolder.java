package dev.daruma.app.run;

import dev.daruma.cluster.site.Host;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Fragment;
import java.time.Duration;
import java.util.List;

/** Who has the endpoint's address; one control plane, if all is well. */
public record EndpointHolder(Visit visit) {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  public List<HostName> find() {
    return visit.site().controlPlanes().stream().map(Host::name).filter(this::hasIt).toList();
  }

  private boolean hasIt(HostName host) {
    String address = visit.site().kubernetes().endpoint().address().getHostAddress();
    try {
      return !visit
          .shells()
          .on(host)
          .run(Fragment.of("ip -o -4 address show to %s", address), LIMIT)
          .stdout()
          .isBlank();
    } catch (ProblemException _) {
      return false; // a host that is gone holds nothing
    }
  }
}
