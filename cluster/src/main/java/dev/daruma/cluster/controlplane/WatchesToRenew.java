package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.time.Duration;

/**
 * A mark on a control plane that joins: what has to follow its join, in {@link JoinControlPlane},
 * has not been done yet. So a run that is cut off between the two is mended by the next.
 */
final class WatchesToRenew {
  private static final Duration MOMENT = Duration.ofSeconds(10);
  private static final String MARK = KubeadmRun.FOLDER + "/watches";

  static final Probe<Boolean> PROBE =
      Probe.of("watches to renew", Fragment.of("[ -e %s ]", MARK), Output::succeeded);

  private WatchesToRenew() {}

  static void note(Work work, HostName host) {
    work.run(
        host,
        "note that watches are to be renewed",
        "run apply again",
        Fragment.of("mkdir -p %s && touch %s && sync %s", KubeadmRun.FOLDER, MARK, MARK),
        MOMENT);
  }

  static void forget(Work work, HostName host) {
    work.run(
        host,
        "note that watches are renewed",
        "run apply again",
        Fragment.of("rm -f %s", MARK),
        MOMENT);
  }
}
