package dev.daruma.cluster.runtime;

import dev.daruma.cluster.release.Release;
import dev.daruma.cluster.site.Runtime;
import dev.daruma.engine.shell.Fragment;

/** Where what runs the containers is spoken to by the Container Runtime Interface. */
public final class RuntimeSocket {
  private static final String CONTAINERD = "/run/containerd/containerd.sock";

  /** The kubelet itself listens there, and speaks to Docker. kubeadm knows Docker by this path. */
  private static final String DOCKERSHIM = "/var/run/dockershim.sock";

  private RuntimeSocket() {}

  public static String path(Runtime.Kind kind) {
    return switch (kind) {
      case CONTAINERD -> CONTAINERD;
      case DOCKER -> DOCKERSHIM;
    };
  }

  /** As kubeadm wants it written. */
  public static String of(Runtime.Kind kind, Release release) {
    return release.runtimeSocket(path(kind));
  }

  /**
   * Sets {@code socket} to that of the runtime that the host's kubelet was last told to use, or
   * would be. Source: kubeadm, cmd/kubeadm/app/phases/kubelet/flags.go.
   */
  public static Fragment present() {
    return Fragment.of(
        """
        socket=%s
        if command -v dockerd >/dev/null && ! grep -qs -e --container-runtime=remote /var/lib/kubelet/kubeadm-flags.env
        then socket=%s
        fi""",
        CONTAINERD, DOCKERSHIM);
  }
}
