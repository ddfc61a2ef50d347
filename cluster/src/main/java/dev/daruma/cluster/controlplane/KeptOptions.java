package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.resource.HostFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps a living cluster's options in step with the site file. What a birth or a join gives a host
 * by itself is never found to differ.
 */
public final class KeptOptions {
  private KeptOptions() {}

  public static List<Probe<?>> probes(Host host) {
    List<Probe<?>> probes = new ArrayList<>();
    if (host.isNode()) {
      probes.addAll(KubeletConfig.probes());
    }
    if (host.is(Role.CONTROL_PLANE)) {
      for (StaticPod pod : StaticPod.values()) {
        probes.add(pod.probe());
      }
    }
    return probes;
  }

  public static List<Act> of(Site site, Facts facts) {
    List<Act> acts = new ArrayList<>();
    for (Host host : site.nodes()) {
      if (facts.knows(host.name()) && facts.get(host.name(), KubeadmRun.PROBE) == KubeadmRun.DONE) {
        options(site, host, facts.of(host.name())).ifPresent(acts::add);
        HostChange kubelet = kubelet(site, host, facts.of(host.name()));
        if (!kubelet.isEmpty()) {
          acts.add(kubelet);
        }
      }
    }
    if (!acts.isEmpty()) {
      acts.addFirst(new RecordOptions(site));
    }
    return acts;
  }

  private static Optional<Act> options(Site site, Host host, Observed observed) {
    if (!host.is(Role.CONTROL_PLANE)) {
      return Optional.empty();
    }
    RecoverySettings recovery = new RecoverySettings(site.recovery());
    List<StaticPod> pods = new ArrayList<>();
    List<String> explanation = new ArrayList<>();
    for (StaticPod pod : StaticPod.values()) {
      List<String> differences =
          observed
              .get(pod.probe())
              .flatMap(HostFile.Present::text)
              .map(text -> pod.differences(text, pod.wanted(recovery)))
              .orElse(List.of());
      if (!differences.isEmpty()) {
        pods.add(pod);
        explanation.addAll(differences);
      }
    }
    return pods.isEmpty()
        ? Optional.empty()
        : Optional.of(new KeepOptions(site, host, pods, explanation));
  }

  private static HostChange kubelet(Site site, Host host, Observed observed) {
    return HostChange.of(
        host.name(),
        host.is(Role.CONTROL_PLANE) ? ClusterRoom.CONTROLPLANE : ClusterRoom.WORKER,
        "set kubelet",
        KubeletConfig.resources(new RecoverySettings(site.recovery()).heartbeat(), observed),
        observed,
        Set.of(new Milestones.OptionsRecorded()),
        Set.of(new Milestones.KubeletKept(host.name())));
  }
}
