package dev.daruma.cluster.worker;

import dev.daruma.cluster.controlplane.BootstrapDiscovery;
import dev.daruma.cluster.controlplane.KubeadmDocuments;
import dev.daruma.cluster.controlplane.KubeadmExecution;
import dev.daruma.cluster.facts.KubeadmRun;
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
import java.util.List;
import java.util.Set;

/** A worker joins as soon as the API answers, whatever other control planes still do. */
record JoinWorker(Site site, Host on, KubeadmDocuments documents) implements Step {
  @Override
  public HostName host() {
    return on.name();
  }

  @Override
  public Room room() {
    return ClusterRoom.WORKER;
  }

  @Override
  public String title() {
    return "join worker";
  }

  @Override
  public Set<Milestone> needs() {
    return Set.of(
        new Milestones.Prepared(host()),
        new Milestones.Cleared(host()),
        new Milestones.ImagesImported(host()),
        new Milestones.ApiAnswers(),
        new Milestones.EndpointPublished());
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Milestones.NodeJoined(host()));
  }

  @Override
  public List<String> explanation() {
    return List.of("the host is no node yet", "kubeadm join");
  }

  @Override
  public void run(Work work) {
    KubeadmExecution kubeadm = new KubeadmExecution(work, this);
    if (kubeadm.settled() != KubeadmRun.DONE) {
      kubeadm.run(
          "join",
          List.of(),
          documents.joinWorker(on, BootstrapDiscovery.create(work, site)),
          Fragment.script(":"));
    }
  }
}
