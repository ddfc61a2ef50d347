package dev.daruma.app.run;

import dev.daruma.cluster.endpoint.EndpointAddress;
import dev.daruma.cluster.site.Host;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.ProblemException;
import java.time.Duration;
import java.util.List;

/** Who has the endpoint's address; one control plane, if all is well. */
public record EndpointHolder(Visit visit) {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  public List<HostName> find() {
    return EndpointAddress.candidates(visit.site()).stream()
        .map(Host::name)
        .filter(this::hasIt)
        .toList();
  }

  private boolean hasIt(HostName host) {
    try {
      return visit.shells().on(host).run(EndpointAddress.isHere(visit.site()), LIMIT).succeeded();
    } catch (ProblemException _) {
      return false; // a host that is gone holds nothing
    }
  }
}
