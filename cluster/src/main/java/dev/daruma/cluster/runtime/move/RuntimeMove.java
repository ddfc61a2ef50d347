package dev.daruma.cluster.runtime.move;

import dev.daruma.cluster.controlplane.ControlPlanes;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.rolling.Turns;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.plan.Act;
import java.util.List;
import java.util.Set;

/** What is left to do where the runtime of a living node is another one than the site wants. */
public final class RuntimeMove {
  private RuntimeMove() {}

  public static List<Probe<?>> probes() {
    return List.of(PresentRuntime.PROBE);
  }

  public static List<Act> of(Site site, Facts facts) {
    return site.nodes().stream()
        .filter(host -> isMember(host, facts))
        .filter(
            host -> facts.get(host.name(), PresentRuntime.PROBE).isToMove(host.runtime().kind()))
        .<Act>map(
            host ->
                new MoveRuntime(
                    site,
                    host,
                    isDrained(site, host, facts),
                    Set.of(
                        new Milestones.RuntimeRuns(host.name()),
                        new Milestones.ImagesImported(host.name()),
                        new Milestones.PodsConnected(host.name()),
                        new Milestones.ApiAnswers()),
                    Turns.limits(site, host)))
        .toList();
  }

  private static boolean isDrained(Site site, Host host, Facts facts) {
    return ControlPlanes.cluster(site, facts)
        .filter(view -> view.isDrained(host.name()))
        .isPresent();
  }

  private static boolean isMember(Host host, Facts facts) {
    return facts.knows(host.name()) && facts.get(host.name(), KubeadmRun.PROBE) == KubeadmRun.DONE;
  }
}
