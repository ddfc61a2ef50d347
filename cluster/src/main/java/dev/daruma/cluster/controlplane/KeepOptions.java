package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.endpoint.Handover;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.plan.Effect;
import dev.daruma.engine.plan.Limit;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Restarts;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.plan.Work.Seen;
import dev.daruma.engine.resource.HostFile;
import dev.daruma.engine.shell.Fragment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Gives the components of a living control plane the options that the site file asks for: their
 * static pods start anew, one control plane at a time, with the endpoint's address elsewhere.
 *
 * @param pods whose options differ; in the order in which they are restarted
 */
record KeepOptions(Site site, Host on, List<StaticPod> pods, List<String> explanation)
    implements Step {
  private static final Duration MOMENT = Duration.ofSeconds(15);

  /** An API server that is asked to end lets its watches end first, which takes half a minute. */
  private static final Duration LIMIT = Duration.ofMinutes(4);

  KeepOptions {
    pods = List.copyOf(pods);
    explanation = List.copyOf(explanation);
  }

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
    return "set recovery options";
  }

  @Override
  public Set<Milestone> needs() {
    return Set.of(new Milestones.OptionsRecorded());
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Milestones.OptionsKept(host()));
  }

  @Override
  public Set<Limit> limits() {
    return Set.of(ControlPlanes.RESTARTS);
  }

  @Override
  public List<Effect> effects() {
    return pods.stream().<Effect>map(pod -> new Restarts(pod.component())).toList();
  }

  @Override
  public void run(Work work) {
    boolean api = pods.contains(StaticPod.API_SERVER);
    if (api) {
      Handover.awayFrom(work, site, on);
    }
    pods.forEach(pod -> restart(work, pod));
    if (api) {
      Handover.backTo(work, site, on);
    }
  }

  private void restart(Work work, StaticPod pod) {
    Optional<String> present =
        Observed.read(work.shell(host()), List.of(pod.probe()))
            .get(pod.probe())
            .flatMap(HostFile.Present::text);
    SortedMap<String, String> wanted = pod.wanted(new RecoverySettings(site.recovery()));
    if (present.isEmpty() || pod.differences(present.get(), wanted).isEmpty()) {
      return;
    }
    String old = processes(work, pod);
    work.run(
        host(),
        "write " + pod.path(),
        "mend what the host complains of, then run apply again",
        replacement(pod.path(), StaticPod.with(present.get(), wanted)),
        MOMENT);
    Boolean _ =
        work.until(
            pod.component() + " has started anew on " + host() + " and is ready",
            LIMIT,
            () -> {
              String now = processes(work, pod);
              if (now.isEmpty() || now.equals(old)) {
                return Seen.notYet(now.isEmpty() ? "none runs" : "the old one has not ended");
              }
              var answer = work.shell(host()).run(ready(pod), MOMENT);
              return answer.succeeded() ? Seen.met(true) : Seen.notYet(answer.said());
            });
  }

  private Fragment ready(StaticPod pod) {
    return switch (pod) {
      case API_SERVER -> LivingControlPlane.isReady(site, on);
      case CONTROLLER_MANAGER ->
          // Its certificate is its own; it listens on this host alone.
          Fragment.script(
              "curl -fsSk --max-time 3 --noproxy '*' -o /dev/null https://127.0.0.1:10257/healthz");
    };
  }

  private String processes(Work work, StaticPod pod) {
    return work.shell(host())
        .run(Fragment.of("pgrep -x %s", pod.process()), MOMENT)
        .stdout()
        .strip();
  }

  /** Made beside the folder: whatever lies in it for a moment is a pod to the kubelet. */
  private static Fragment replacement(String path, String text) {
    return Fragment.of(
        """
        fresh=$(mktemp /etc/kubernetes/daruma-XXXXXX) && printf %%s %s >"$fresh" && chmod 0600 "$fresh" && sync "$fresh" && mv -f "$fresh" %s || { rm -f "$fresh"; exit 1; }""",
        text, path);
  }
}
