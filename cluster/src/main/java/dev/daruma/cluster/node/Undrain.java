package dev.daruma.cluster.node;

import dev.daruma.cluster.controlplane.LivingControlPlane;
import dev.daruma.cluster.endpoint.Handover;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Stopping;
import dev.daruma.engine.plan.Work;
import java.util.List;
import java.util.Set;

/**
 * Lets work come to a node again, and the host hold the endpoint's address if it is one that may.
 */
public record Undrain(Site site, Host on, Set<Milestone> needs) implements Step {
  public Undrain {
    needs = Set.copyOf(needs);
  }

  @Override
  public HostName host() {
    return on.name();
  }

  @Override
  public Room room() {
    return ClusterRoom.NODE;
  }

  @Override
  public String title() {
    return "undrain node";
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Undrained(host()));
  }

  @Override
  public Stopping stopping() {
    return Stopping.ENDS_AT_WAIT;
  }

  @Override
  public List<String> explanation() {
    return on.isNode()
        ? List.of(
            "pods may be scheduled here again; those that left do not come back by themselves")
        : List.of("the host may hold the endpoint's address again");
  }

  @Override
  public void run(Work work) {
    undrain(work, site, on);
  }

  /** Brings a node back that was drained; for steps that have interrupted it. */
  public static void undrain(Work work, Site site, Host on) {
    Handover.backTo(work, site, on);
    if (on.isNode()) {
      Drain.schedulable(work, LivingControlPlane.find(work, site), on.name(), true);
    }
  }
}
