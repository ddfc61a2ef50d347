package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.effect.ClusterEffect;
import dev.daruma.cluster.endpoint.EndpointAddress;
import dev.daruma.cluster.endpoint.EndpointCheck;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Effect;
import dev.daruma.engine.plan.Limit;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.plan.Work.Seen;
import dev.daruma.engine.shell.Fragment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The cluster's birth on one control plane, which is first only in time.
 *
 * <p>kubeadm waits for the API at the site's endpoint, but the endpoint's address goes only to
 * hosts whose API server is ready. So for the time of the birth a marker stands in for readiness;
 * it lies in memory, and the unit that runs kubeadm takes it away even if daruma is gone by then.
 */
record InitialiseCluster(Site site, Host on, KubeadmDocuments documents) implements Step {
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
    return "initialise cluster";
  }

  @Override
  public Set<Milestone> needs() {
    return ControlPlanes.readyForKubeadm(site, on);
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Milestones.ApiAnswers(), new Milestones.NodeJoined(host()));
  }

  @Override
  public Set<Limit> limits() {
    return Set.of(ControlPlanes.MEMBERSHIP);
  }

  @Override
  public List<Effect> effects() {
    List<Effect> effects = new ArrayList<>();
    if (mayHoldTheAddress()) {
      effects.add(new ClusterEffect.EndpointAppears(host(), site.kubernetes().endpoint().host()));
    }
    effects.add(new ClusterEffect.EtcdJoins(host()));
    return effects;
  }

  @Override
  public List<String> explanation() {
    return List.of(
        "no control plane of the site has a cluster yet",
        "kubeadm init, Kubernetes "
            + site.kubernetes().version()
            + ", endpoint "
            + site.kubernetes().endpoint().hostAndPort());
  }

  /** Where others hold it, it leads to the API server as soon as that is ready. */
  private boolean mayHoldTheAddress() {
    return EndpointAddress.candidates(site).contains(on);
  }

  private void holdTheAddress(Work work) {
    work.run(
        host(),
        "mark the birth of the cluster",
        "run apply again",
        Fragment.of("mkdir -p /run/daruma && touch %s", EndpointCheck.BOOTSTRAP_MARKER),
        MOMENT);
    work.until(
        "the endpoint's address " + site.kubernetes().endpoint().host() + " is on " + host(),
        Duration.ofSeconds(30),
        () ->
            work.shell(host()).run(EndpointAddress.isHere(site), MOMENT).succeeded()
                ? Seen.met(true)
                : Seen.notYet("keepalived has not taken it; see journalctl -u keepalived"));
  }

  @Override
  public void run(Work work) {
    KubeadmExecution kubeadm = new KubeadmExecution(work, this);
    if (kubeadm.settled() != KubeadmRun.DONE) {
      if (mayHoldTheAddress()) {
        holdTheAddress(work);
      }
      kubeadm.run(
          "init",
          Stream.concat(
                  Stream.of("--skip-token-print"),
                  KubeadmExecution.patches(site.kubernetes().release()).stream())
              .toList(),
          documents.init(on),
          Fragment.of("rm -f %s", EndpointCheck.BOOTSTRAP_MARKER));
    }
    work.until(
        "the API server on " + host() + " is ready",
        Duration.ofMinutes(2),
        () -> {
          var answer = work.shell(host()).run(LivingControlPlane.isReady(site, on), MOMENT);
          return answer.succeeded() ? Seen.met(true) : Seen.notYet(answer.said());
        });
  }
}
