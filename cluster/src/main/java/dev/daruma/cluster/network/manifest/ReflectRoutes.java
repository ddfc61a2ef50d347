package dev.daruma.cluster.network.manifest;

import dev.daruma.cluster.controlplane.LivingControlPlane;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.shell.Fragment;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Makes a node one that tells all others their routes, or one that does not. Source: Calico's guide
 * to BGP peering, "Configure a node to act as a route reflector"; where Calico's data is in the
 * Kubernetes API, that setting is an annotation of the node.
 */
record ReflectRoutes(Site site, Host on, boolean reflects) implements Step {
  private static final String CLUSTER = "projectcalico.org/RouteReflectorClusterID";

  /** Reflectors of one cluster have it in common; it is no address of anybody's. */
  private static final String CLUSTER_ID = "244.0.0.1";

  private static final Duration LIMIT = Duration.ofMinutes(1);

  @Override
  public HostName host() {
    return on.name();
  }

  @Override
  public Room room() {
    return ClusterRoom.NETWORK;
  }

  @Override
  public String title() {
    return reflects ? "reflect routes" : "reflect no routes";
  }

  @Override
  public Set<Milestone> needs() {
    return Set.of(new Milestones.NodeJoined(host()), new Milestones.ApiAnswers());
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of();
  }

  @Override
  public List<String> explanation() {
    return List.of(
        reflects
            ? "Calico's nodes learn each other's routes from it and the other control planes"
            : "Calico's nodes learn each other's routes from each other");
  }

  @Override
  public void run(Work work) {
    Host living = LivingControlPlane.find(work, site);
    // The label last: by it a run that was cut off in between is seen.
    work.run(
        living.name(),
        title(),
        "see that the API answers, then run apply again",
        Fragment.of(
            "%s && %s",
            kubectl(living, "annotate", reflects ? CLUSTER + "=" + CLUSTER_ID : CLUSTER + "-"),
            kubectl(
                living,
                "label",
                reflects ? CalicoSettings.REFLECTOR + "=true" : CalicoSettings.REFLECTOR + "-")),
        LIMIT);
  }

  private Fragment kubectl(Host living, String verb, String change) {
    return LivingControlPlane.kubectl(
        site, living, List.of(verb, "node", host().value(), "--overwrite", change));
  }
}
