package dev.daruma.cluster.rolling;

import dev.daruma.cluster.endpoint.EndpointCheck;
import dev.daruma.cluster.endpoint.Handover;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.plan.Around;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.problem.ProblemException;
import java.util.List;
import java.util.Set;

/** The endpoint's address is elsewhere while something that the API needs is interrupted. */
record AddressAway(Site site, Host host) implements Around {
  /**
   * What the API on a host, or the address itself, cannot do without; packages and units. While the
   * watch restarts, the host holds no address.
   */
  private static final Set<String> NEEDED =
      Set.of(
          "containerd",
          "docker",
          "docker.io",
          "runc",
          "kubelet",
          "keepalived",
          "haproxy",
          "etcd",
          EndpointCheck.UNIT.replace(".service", ""));

  /**
   * @param restarted units and packages, as changes name them
   */
  static boolean isNeededFor(List<String> restarted) {
    return restarted.stream()
        .map(name -> name.replaceFirst("[.]service$", "").replaceFirst(" .*", ""))
        .anyMatch(NEEDED::contains);
  }

  /** An address that cannot be moved stops nothing: the change may be what mends that. */
  @Override
  public void before(Work work) {
    try {
      Handover.awayFrom(work, site, host);
    } catch (ProblemException stays) {
      work.say("the endpoint's address was not moved: " + stays.problem().cause());
    }
  }

  @Override
  public void after(Work work) {
    Handover.backTo(work, site, host);
  }
}
