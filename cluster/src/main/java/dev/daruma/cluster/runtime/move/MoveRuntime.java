package dev.daruma.cluster.runtime.move;

import dev.daruma.cluster.controlplane.LivingControlPlane;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.node.Drain;
import dev.daruma.cluster.node.Undrain;
import dev.daruma.cluster.reboot.ControlPlaneFacts;
import dev.daruma.cluster.reboot.WellAgain;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.runtime.RuntimeSocket;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Runtime.Kind;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Effect;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Limit;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Restarts;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.resource.HostFile;
import dev.daruma.engine.shell.Fragment;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Has the other container runtime run a living node's pods. The node is drained first, as for a
 * reboot, and is as well as it was afterwards. A mark on the host is there from the first thing to
 * the last, so that a move that was cut off is done again.
 *
 * @param drained whether somebody has drained the node before, which it stays then
 */
record MoveRuntime(Site site, Host on, boolean drained, Set<Milestone> needs, Set<Limit> limits)
    implements Step {
  private static final Duration MOMENT = Duration.ofSeconds(20);

  /** Containers have 10 s to end; a slow card takes its time to forget them. */
  private static final Duration STOPPING = Duration.ofMinutes(5);

  MoveRuntime {
    needs = Set.copyOf(needs);
    limits = Set.copyOf(limits);
  }

  @Override
  public HostName host() {
    return on.name();
  }

  @Override
  public Room room() {
    return ClusterRoom.RUNTIME;
  }

  @Override
  public String title() {
    return "move pods to " + on.runtime().kind();
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Milestones.RuntimeMoved(host()));
  }

  @Override
  public List<Effect> effects() {
    return List.of(new Restarts("every pod"));
  }

  @Override
  public List<String> explanation() {
    return List.of(
        "its pods and the endpoint's address leave first; done when it is well again",
        "the former runtime's pods are removed, its images stay");
  }

  @Override
  public void run(Work work) {
    ControlPlaneFacts.askGuard(work, site, title(), host());
    work.run(
        host(),
        "note that the runtime is being exchanged",
        "see that the host has room in /var/lib/daruma, then run apply again",
        PresentRuntime.begin(drained),
        MOMENT);
    Drain.drain(work, site, on, Drain.Rules.USUAL);
    KubeletFlags flags = flags(work);
    work.say("ending what " + other() + " runs");
    work.run(
        host(),
        "end the pods of the former runtime",
        "see journalctl -u " + other() + " on the host, then run apply again",
        endOf(other()),
        STOPPING);
    HostChange.makeNow(
        work,
        this,
        title(),
        List.of(HostFile.of(KubeletFlags.FILE, flags.with(on.runtime().kind()).text())));
    work.run(
        host(),
        "start the kubelet",
        "see journalctl -u kubelet on the host, then run apply again",
        Fragment.script("systemctl start kubelet.service"),
        MOMENT);
    new WellAgain(work, site, on).await();
    noteSocket(work);
    String noted =
        work.run(
                host(),
                "read whether the node stays drained",
                "run apply again",
                Fragment.of("cat %s", PresentRuntime.MARK),
                MOMENT)
            .stdout()
            .strip();
    if (!noted.equals(PresentRuntime.STAYS_DRAINED)) {
      Undrain.undrain(work, site, on);
    }
    work.run(
        host(),
        "forget the exchange that is done",
        "remove " + PresentRuntime.MARK + " on the host",
        Fragment.of("rm -f %s", PresentRuntime.MARK),
        MOMENT);
  }

  private Kind other() {
    return switch (on.runtime().kind()) {
      case CONTAINERD -> Kind.DOCKER;
      case DOCKER -> Kind.CONTAINERD;
    };
  }

  private KubeletFlags flags(Work work) {
    String text =
        work.run(
                host(),
                "read what the kubelet is told",
                "see " + KubeletFlags.FILE + " on the host; kubeadm has written it",
                Fragment.of("cat %s", KubeletFlags.FILE),
                MOMENT)
            .stdout();
    return KubeletFlags.parse(text)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                        Problem.Code.CONFLICT,
                        host(),
                        title(),
                        KubeletFlags.FILE + " has no line KUBELET_KUBEADM_ARGS",
                        "put it back as kubeadm writes it, then run apply again")));
  }

  /**
   * The API server ends before its etcd, as when the host shuts down. With the pods go the leases
   * of their addresses, which nobody would give back.
   */
  private static Fragment endOf(Kind kind) {
    Fragment pods =
        switch (kind) {
          case DOCKER ->
              Fragment.script(
                  """
                  pods() { docker container ls -a -q --filter name=k8s_; }
                  pods | xargs -r -n 4 -P 8 docker container stop -t 10 >/dev/null 2>&1
                  pods | xargs -r docker container rm -f >/dev/null 2>&1
                  [ -z "$(pods)" ] || { echo "some containers do not end: $(pods | tr '\\n' ' ')" >&2; exit 1; }
                  # Whatever else runs in Docker there goes on.
                  [ -n "$(docker container ls -a -q)" ] || systemctl disable --now docker.service docker.socket 2>/dev/null""");
          case CONTAINERD ->
              Fragment.of(
                  """
                  pods() { crictl --runtime-endpoint %s pods -q; }
                  pods | xargs -r -n 1 -P 8 crictl --runtime-endpoint %s stopp >/dev/null 2>&1
                  pods | xargs -r -n 1 -P 8 crictl --runtime-endpoint %s rmp >/dev/null 2>&1
                  [ -z "$(pods)" ] || { echo "some pods do not end: $(pods | tr '\\n' ' ')" >&2; exit 1; }""",
                  "unix://" + RuntimeSocket.path(kind),
                  "unix://" + RuntimeSocket.path(kind),
                  "unix://" + RuntimeSocket.path(kind));
        };
    return Fragment.of(
        """
        systemctl stop kubelet.service || exit 1
        pkill -x kube-apiserver
        for half in 1 2 3 4 5 6 7 8 9 10
        do
          pgrep -x kube-apiserver >/dev/null || break
          sleep 0.5
        done
        %s
        rm -rf /var/lib/cni/networks
        true""",
        pods);
  }

  /** kubeadm reads there which runtime a node has, at upgrades. */
  private void noteSocket(Work work) {
    Host living = LivingControlPlane.find(work, site);
    work.run(
        living.name(),
        "note the runtime of " + host() + " on its node",
        "see that the API answers, then run apply again",
        LivingControlPlane.kubectl(
            site,
            living,
            List.of(
                "annotate",
                "--overwrite",
                "node",
                host().value(),
                "kubeadm.alpha.kubernetes.io/cri-socket="
                    + RuntimeSocket.of(on.runtime().kind(), site.kubernetes().release()))),
        MOMENT);
  }
}
