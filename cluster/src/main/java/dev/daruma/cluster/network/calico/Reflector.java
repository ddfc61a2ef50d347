package dev.daruma.cluster.network.calico;

import dev.daruma.cluster.controlplane.LivingControlPlane;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.plan.Work;
import java.time.Duration;
import java.util.List;

/**
 * Makes nodes pass on the routes of others. Source: Calico documentation, "Configure BGP peering",
 * route reflectors; where the Kubernetes API keeps Calico's data, an annotation of the node says
 * so.
 */
final class Reflector {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** One cluster of reflectors; any address that no node has. */
  private static final String CLUSTER = "projectcalico.org/RouteReflectorClusterID=244.0.0.1";

  private Reflector() {}

  /**
   * @param which node names, or a selector of them
   */
  static void mark(Work work, Site site, Host living, String which) {
    for (List<String> arguments :
        List.of(
            List.of("annotate", "nodes", which, CLUSTER, "--overwrite"),
            List.of(
                "label", "nodes", which, CalicoSettings.REFLECTOR_LABEL + "=", "--overwrite"))) {
      work.run(
          living.name(),
          "make control planes pass on routes",
          "see that the API answers, then run apply again",
          LivingControlPlane.kubectl(site, living, arguments),
          LIMIT);
    }
  }
}
