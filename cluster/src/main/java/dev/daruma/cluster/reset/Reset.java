package dev.daruma.cluster.reset;

import dev.daruma.cluster.controlplane.ControlPlanes;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.Problem.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Takes a site back to bare hosts, all at once; refuses while there is something to lose. */
public final class Reset {
  private static final String ACT = "reset";

  private Reset() {}

  public static List<Probe<?>> probes(Site site, Host host) {
    List<Probe<?>> probes = new ArrayList<>();
    probes.add(KubeadmRun.PROBE);
    if (host.is(Role.CONTROL_PLANE)) {
      probes.add(ControlPlanes.view(site, host));
    }
    return probes;
  }

  /**
   * Why the site is not reset; empty when it may be.
   *
   * @param agreed whether the operator has said that the cluster may go
   */
  public static List<Problem> refusals(Site site, Facts facts, boolean agreed) {
    List<Problem> refusals = new ArrayList<>();
    for (Host host : site.hosts()) {
      if (facts.knows(host.name())
          && facts.get(host.name(), KubeadmRun.PROBE) == KubeadmRun.FOREIGN) {
        refusals.add(
            Problem.of(
                Code.REFUSED,
                host.name(),
                ACT,
                "the host is a node of a cluster that daruma did not build",
                "take it out of that cluster and run kubeadm reset on it, or out of the site file"));
      }
    }
    if (agreed) {
      return refusals;
    }
    if (ControlPlanes.apiAnswers(site, facts)) {
      refusals.add(
          Problem.of(
              Code.REFUSED,
              ACT,
              "the API of site "
                  + site.name()
                  + " still answers; all that runs there would be lost",
              "run it again with --yes if that is what you want"));
    } else if (holdsData(site, facts)) {
      refusals.add(
          Problem.of(
              Code.REFUSED,
              ACT,
              "the API of site "
                  + site.name()
                  + " does not answer, but control planes still hold its data",
              "daruma apply may bring it back; run reset again with --yes if it may be lost"));
    } else if (!facts.unread().isEmpty()) {
      refusals.add(
          Problem.of(
              Code.REFUSED,
              ACT,
              "nothing is known of "
                  + facts.unread().keySet()
                  + ", which did not answer: the cluster may live on there",
              "bring them back, or run it again with --yes to reset the others"));
    }
    return refusals;
  }

  private static boolean holdsData(Site site, Facts facts) {
    return site.controlPlanes().stream()
        .filter(host -> facts.knows(host.name()))
        .anyMatch(host -> facts.get(host.name(), KubeadmRun.PROBE) == KubeadmRun.DONE);
  }

  /** Everything at once: there is no quorum to spare, the whole cluster goes. */
  public static Plan plan(Site site, Facts facts) {
    return Plan.of(
        Set.of(),
        site.hosts().stream()
            .filter(host -> facts.knows(host.name()))
            .<Act>map(host -> new ResetHost(host, Set.of()))
            .toList());
  }
}
