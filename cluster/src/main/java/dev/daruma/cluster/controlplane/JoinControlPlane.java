package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.effect.ClusterEffect;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.plan.Effect;
import dev.daruma.engine.plan.Limit;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.plan.Work.Seen;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Fragment;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One more control plane. Only one joins at a time: a second new etcd member before the first has
 * caught up could cost the quorum. Source: etcd documentation, "runtime reconfiguration".
 *
 * @param before that etcd has no member that never started, and who holds the endpoint's address
 *     knows of this host
 * @param joined whether a run before has joined it, and was cut off ahead of what follows a join
 */
record JoinControlPlane(
    Site site, Host on, KubeadmDocuments documents, Set<Milestone> before, boolean joined)
    implements Step {
  private static final Duration MOMENT = Duration.ofSeconds(10);

  @Override
  public HostName host() {
    return on.name();
  }

  @Override
  public Room room() {
    return ClusterRoom.CONTROLPLANE;
  }

  @Override
  public String title() {
    return joined ? "renew watches" : "join control plane";
  }

  @Override
  public Set<Milestone> needs() {
    Set<Milestone> needs = new HashSet<>(ControlPlanes.readyForKubeadm(site, on));
    needs.addAll(before);
    needs.add(new Milestones.ApiAnswers());
    needs.add(new Milestones.EndpointPublished());
    return needs;
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Milestones.NodeJoined(host()));
  }

  /** It may restart the API server of another control plane; failing, it leaves that one whole. */
  @Override
  public Set<Limit> limits() {
    return Set.of(ControlPlanes.MEMBERSHIP, Limit.one(ControlPlanes.RESTARTS.name()));
  }

  @Override
  public List<Effect> effects() {
    Effect renewal = new ClusterEffect.OthersRenewWatches(host());
    return joined ? List.of(renewal) : List.of(new ClusterEffect.EtcdJoins(host()), renewal);
  }

  @Override
  public List<String> explanation() {
    return joined
        ? List.of("it has joined, and that run was cut off before the others renewed their watches")
        : List.of("the host is no control plane yet", "kubeadm join with a new etcd member");
  }

  @Override
  public void run(Work work) {
    KubeadmExecution kubeadm = new KubeadmExecution(work, this);
    if (kubeadm.settled() != KubeadmRun.DONE) {
      WatchesToRenew.note(work, host());
      kubeadm.run(
          "join",
          KubeadmExecution.patches(site.kubernetes().release()),
          documents.joinControlPlane(on, BootstrapDiscovery.create(work, site)),
          Fragment.script(":"));
    }
    awaitReady(work, on);
    var members = EtcdMembers.probe();
    if (Observed.read(work.shell(host()), List.of(members)).get(members).size() == 2) {
      site.controlPlanes().stream()
          .filter(other -> !other.equals(on))
          .filter(other -> answers(work, other))
          .forEach(other -> renewWatches(work, other));
    }
    WatchesToRenew.forget(work, host());
  }

  private boolean answers(Work work, Host host) {
    try {
      return work.shell(host.name())
          .run(LivingControlPlane.isReady(site, host), MOMENT)
          .succeeded();
    } catch (ProblemException unreachable) {
      return false;
    }
  }

  private void awaitReady(Work work, Host host) {
    work.until(
        "etcd and the API server on " + host.name() + " are ready",
        Duration.ofMinutes(2),
        () -> {
          var answers =
              work.shell(host.name())
                  .run(
                      List.of(EtcdMembers.health(), LivingControlPlane.isReady(site, host)),
                      MOMENT);
          return answers.stream()
              .filter(answer -> !answer.succeeded())
              .findFirst()
              .<Seen<Boolean>>map(answer -> Seen.notYet(answer.said()))
              .orElseGet(() -> Seen.met(true));
        });
  }

  /**
   * While the second etcd member starts, the first has no quorum and no leader. Watches that its
   * API server took up again in that moment were seen to stay silent until their clients gave them
   * up, five to ten minutes later: services had no endpoints for so long. A new API server has only
   * new watches; the one that just joined answers in the meantime. It is killed rather than asked,
   * because asked it waits a minute for just those watches; it keeps nothing that could be lost.
   * Source: kubernetes/kubernetes issue 97294, "First kube-apiserver in the HA setup has
   * out-of-date watch cache for an extend period of time", since Kubernetes 1.20.0-beta.0.
   */
  private void renewWatches(Work work, Host living) {
    work.say(
        "restarting the API server on " + living.name() + ", whose watches may have gone silent");
    String old = apiServers(work, living);
    work.run(
        living.name(),
        "restart the API server",
        "see crictl ps on the host, then run apply again",
        Fragment.script("pkill -KILL -x kube-apiserver"),
        MOMENT);
    work.until(
        "a new API server runs on " + living.name(),
        Duration.ofMinutes(3),
        () -> {
          String now = apiServers(work, living);
          return now.isEmpty() || now.equals(old)
              ? Seen.notYet(now.isEmpty() ? "none runs" : "the old one has not ended")
              : Seen.met(true);
        });
    awaitReady(work, living);
  }

  private static String apiServers(Work work, Host host) {
    return work.shell(host.name())
        .run(Fragment.script("pgrep -x kube-apiserver"), MOMENT)
        .stdout()
        .strip();
  }
}
