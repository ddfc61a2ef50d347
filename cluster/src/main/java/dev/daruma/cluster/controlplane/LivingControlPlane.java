package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.site.Endpoint;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.plan.Work.Seen;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Fragment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Any control plane whose API server is ready: none is special, the first to answer is asked. */
public final class LivingControlPlane {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration LOOK = Duration.ofSeconds(10);

  private LivingControlPlane() {}

  /** Waits until one answers. */
  public static Host find(Work work, Site site) {
    return work.until("a control plane's API server is ready", LIMIT, () -> look(work, site));
  }

  private static Seen<Host> look(Work work, Site site) {
    List<String> seen = new ArrayList<>();
    for (Host host : site.controlPlanes()) {
      try {
        var output = work.shell(host.name()).run(isReady(site, host), LOOK);
        if (output.succeeded()) {
          return Seen.met(host);
        }
        seen.add(host.name() + ": " + output.said());
      } catch (ProblemException silent) {
        seen.add(host.name() + ": " + silent.problem().cause());
      }
    }
    return Seen.notYet(String.join("; ", seen));
  }

  /** Succeeds when the host's own API server is ready. */
  public static Fragment isReady(Site site, Host host) {
    return Fragment.of(
        "[ -f /etc/kubernetes/admin.conf ] && curl -fsS --max-time 3 --cacert /etc/kubernetes/pki/ca.crt %s",
        "https://" + host.address().getHostAddress() + ":" + Endpoint.API_SERVER_PORT + "/readyz");
  }

  /** kubectl with the administrator's rights, on a control plane and against its own API server. */
  public static Fragment kubectl(Site site, Host host, List<String> arguments) {
    return Fragment.of(
        "kubectl --kubeconfig /etc/kubernetes/admin.conf --server %s %s",
        "https://" + host.address().getHostAddress() + ":" + Endpoint.API_SERVER_PORT, arguments);
  }
}
