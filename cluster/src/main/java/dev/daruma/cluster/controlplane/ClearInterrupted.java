package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.effect.ClusterEffect;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Effect;
import dev.daruma.engine.plan.Limit;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import java.util.List;
import java.util.Set;

/**
 * Takes back a kubeadm run that was cut off, its etcd member first, unless the run still goes on
 * and ends well.
 *
 * @param born whether there is a cluster that the run may have joined
 */
public record ClearInterrupted(Site site, Host on, boolean born) implements Step {
  @Override
  public HostName host() {
    return on.name();
  }

  @Override
  public Room room() {
    return on.is(Role.CONTROL_PLANE) ? ClusterRoom.CONTROLPLANE : ClusterRoom.WORKER;
  }

  @Override
  public String title() {
    return "clear interrupted kubeadm run";
  }

  @Override
  public Set<Milestone> needs() {
    // kubeadm reset speaks to the container runtime and takes the certificates away.
    return Set.of(new Milestones.RuntimeRuns(host()));
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Milestones.Cleared(host()));
  }

  @Override
  public Set<Limit> limits() {
    return on.is(Role.CONTROL_PLANE) ? Set.of(ControlPlanes.MEMBERSHIP) : Set.of();
  }

  @Override
  public List<Effect> effects() {
    return mayBeMember() ? List.of(new ClusterEffect.EtcdLeaves(host())) : List.of();
  }

  @Override
  public List<String> explanation() {
    return List.of("kubeadm was started here and did not finish; what it left is taken back");
  }

  @Override
  public void run(Work work) {
    KubeadmExecution kubeadm = new KubeadmExecution(work, this);
    if (kubeadm.settled() == KubeadmRun.DONE) {
      work.say("the run that was cut off has finished by itself");
      return;
    }
    if (mayBeMember()) {
      new HalfDoneMember(work, site, on).of(kubeadm::reset);
    } else {
      kubeadm.reset();
    }
    kubeadm.forget();
  }

  private boolean mayBeMember() {
    return on.is(Role.CONTROL_PLANE) && born;
  }
}
