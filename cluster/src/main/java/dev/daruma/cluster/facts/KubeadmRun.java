package dev.daruma.cluster.facts;

import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.List;

/**
 * How far kubeadm has come on the host. daruma writes {@code started} before it runs kubeadm and
 * {@code done} after, so that a run which was cut off is recognised.
 */
public enum KubeadmRun {
  /** Never run, or undone. */
  NONE,
  /** Started and never finished; undone before it is tried again, unless it still runs. */
  INTERRUPTED,
  /** Finished. */
  DONE,
  /** Somebody else has made this host a node. */
  FOREIGN;

  /** Where daruma notes what kubeadm did on the host. */
  public static final String FOLDER = "/var/lib/daruma/kubeadm";

  /** What a host answers where a run was cut off. */
  static final Output CUT_OFF = new Output(0, "started\n", "");

  public static final Probe<KubeadmRun> PROBE =
      Probe.of(
          "kubeadm",
          Fragment.of(
              """
              cd %s 2>/dev/null && ls
              [ ! -e /etc/kubernetes/kubelet.conf ] || echo node""",
              FOLDER),
          KubeadmRun::parse);

  static KubeadmRun parse(Output output) {
    List<String> present = output.stdout().lines().toList();
    if (present.contains("done")) {
      return DONE;
    }
    if (present.contains("started")) {
      return INTERRUPTED;
    }
    return present.contains("node") ? FOREIGN : NONE;
  }
}
