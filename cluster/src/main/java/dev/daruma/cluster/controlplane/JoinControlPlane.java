package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.plan.Work.Seen;
import dev.daruma.engine.shell.Fragment;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One more control plane. Only one joins at a time: a second new etcd member before the first has
 * caught up could cost the quorum. Source: etcd documentation, "runtime reconfiguration".
 */
record JoinControlPlane(Site site, Host on, KubeadmDocuments documents) implements Step {
  static final String MEMBERSHIP = "etcd membership";
  private static final Duration MOMENT = Duration.ofSeconds(10);

  @Override
  public HostName host() {
    return on.name();
  }

  @Override
  public String title() {
    return "join control plane";
  }

  @Override
  public Set<Milestone> needs() {
    Set<Milestone> needs = new HashSet<>(ControlPlanes.readyForKubeadm(host()));
    needs.add(new Milestones.ApiAnswers());
    return needs;
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Milestones.NodeJoined(host()));
  }

  @Override
  public Optional<String> exclusive() {
    return Optional.of(MEMBERSHIP);
  }

  @Override
  public List<String> explanation() {
    return List.of("the host is no control plane yet", "kubeadm join with a new etcd member");
  }

  @Override
  public void run(Work work) {
    KubeadmExecution kubeadm = new KubeadmExecution(work, this);
    if (kubeadm.settled() != KubeadmRun.DONE) {
      kubeadm.run(
          "join",
          KubeadmExecution.WITH_PATCHES,
          documents.joinControlPlane(on, BootstrapDiscovery.create(work, site)),
          Fragment.script(":"));
    }
    work.until(
        "etcd and the API server on " + host() + " are ready",
        Duration.ofMinutes(2),
        () -> {
          var answers =
              work.shell(host())
                  .run(List.of(EtcdMembers.health(), LivingControlPlane.isReady(site, on)), MOMENT);
          return answers.stream()
              .filter(answer -> !answer.succeeded())
              .findFirst()
              .<Seen<Boolean>>map(answer -> Seen.notYet(answer.said()))
              .orElseGet(() -> Seen.met(true));
        });
  }
}
