package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.room.ClusterRoom;
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
 * There is a cluster, but none of its API servers was ready: after a power cut they take their
 * time.
 *
 * @param needs that nothing half-done keeps etcd from having a quorum
 */
record AwaitApi(Site site, Set<Milestone> needs) implements Step {
  @Override
  public HostName host() {
    return site.controlPlanes().getFirst().name();
  }

  @Override
  public Room room() {
    return ClusterRoom.CONTROLPLANE;
  }

  @Override
  public String title() {
    return "wait for the API";
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Milestones.ApiAnswers());
  }

  @Override
  public Stopping stopping() {
    return Stopping.IS_CUT;
  }

  @Override
  public List<String> explanation() {
    return List.of("the site has a cluster, but none of its API servers is ready");
  }

  @Override
  public void run(Work work) {
    LivingControlPlane.find(work, site);
  }
}
