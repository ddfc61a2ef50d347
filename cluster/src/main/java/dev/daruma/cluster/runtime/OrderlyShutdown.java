package dev.daruma.cluster.runtime;

import dev.daruma.cluster.site.Runtime.Kind;
import dev.daruma.engine.resource.HostFile;
import dev.daruma.engine.resource.Resource;
import dev.daruma.engine.resource.Unit;
import java.util.List;

/**
 * How containers end when their host shuts down. systemd ends all at once, the API server and its
 * etcd, too; the API server then waits for what it has asked of etcd, in vain, and the host for the
 * API server: for 90 s. So it ends first. Units stop in the opposite order to that in which they
 * start. Source: systemd.unit(5), "Before=" and "foo-.service.d"; systemd.scope(5).
 */
public final class OrderlyShutdown {
  /** Does something when the host shuts down, and nothing else. */
  public static final String UNIT = "daruma-shutdown.service";

  private static final String CONTAINERS =
      """
      # Written by daruma; changes made here are lost.
      [Unit]
      Before=daruma-shutdown.service

      [Scope]
      # As long as a pod has by default.
      TimeoutStopSec=30s
      """;

  private OrderlyShutdown() {}

  static List<Resource> resources(Kind kind) {
    HostFile apiServerFirst = HostFile.of("/etc/systemd/system/" + UNIT, apiServerFirst(kind));
    return List.of(
        apiServerFirst,
        HostFile.of("/etc/systemd/system/" + containers(kind) + ".scope.d/daruma.conf", CONTAINERS),
        new Unit(UNIT, true, List.of(apiServerFirst)));
  }

  private static String apiServerFirst(Kind kind) {
    return """
    # Written by daruma; changes made here are lost.
    [Unit]
    Description=Ends the API server before its etcd when the host shuts down
    # Ends before %1$s, and when the kubelet has ended, which would start the API server again.
    After=%1$s
    Before=kubelet.service

    [Service]
    Type=oneshot
    RemainAfterExit=yes
    ExecStart=/bin/true
    # It takes 60 s by itself, for the sake of watches, which never end; everything else has ended after five.
    ExecStop=/bin/sh -c '[ "$(systemctl is-system-running)" = stopping ] && pkill -x kube-apiserver || exit 0; for half in 1 2 3 4 5 6 7 8 9 10; do sleep 0.5; pgrep -x kube-apiserver >/dev/null || exit 0; done; pkill -KILL -x kube-apiserver'

    [Install]
    WantedBy=multi-user.target
    """
        .formatted(service(kind));
  }

  /** The runtime's own unit. */
  static String service(Kind kind) {
    return switch (kind) {
      case CONTAINERD -> "containerd.service";
      case DOCKER -> "docker.service";
    };
  }

  /** How the names begin that the runtime gives the units of its containers. */
  private static String containers(Kind kind) {
    return switch (kind) {
      case CONTAINERD -> "cri-containerd-";
      case DOCKER -> "docker-";
    };
  }
}
