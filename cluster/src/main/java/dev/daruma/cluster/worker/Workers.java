package dev.daruma.cluster.worker;

import dev.daruma.cluster.controlplane.KubeadmDocuments;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.plan.Act;
import java.util.List;

/** The hosts that only run work. */
public final class Workers {
  private Workers() {}

  public static List<Act> of(Site site, KubeadmDocuments documents, Facts facts) {
    return site.workers().stream()
        .filter(host -> !host.is(Role.CONTROL_PLANE))
        .filter(host -> facts.knows(host.name()))
        .filter(host -> facts.get(host.name(), KubeadmRun.PROBE) != KubeadmRun.DONE)
        .<Act>map(host -> new JoinWorker(site, host, documents))
        .toList();
  }
}
