package dev.daruma.cluster.runtime;

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

  private static final HostFile API_SERVER_FIRST =
      HostFile.of(
          "/etc/systemd/system/" + UNIT,
          """
          # Written by daruma; changes made here are lost.
          [Unit]
          Description=Ends the API server before its etcd when the host shuts down
          # Ends before containerd, and when the kubelet has ended, which would start the API server again.
          After=containerd.service
          Before=kubelet.service

          [Service]
          Type=oneshot
          RemainAfterExit=yes
          ExecStart=/bin/true
          # It takes 60 s by itself, for the sake of watches, which never end; everything else has ended after five.
          ExecStop=/bin/sh -c '[ "$(systemctl is-system-running)" = stopping ] && pkill -x kube-apiserver || exit 0; for half in 1 2 3 4 5 6 7 8 9 10; do sleep 0.5; pgrep -x kube-apiserver >/dev/null || exit 0; done; pkill -KILL -x kube-apiserver'

          [Install]
          WantedBy=multi-user.target
          """);

  /** For each container, by the beginning of the name that containerd gives its unit. */
  private static final HostFile CONTAINERS =
      HostFile.of(
          "/etc/systemd/system/cri-containerd-.scope.d/daruma.conf",
          """
          # Written by daruma; changes made here are lost.
          [Unit]
          Before=daruma-shutdown.service

          [Scope]
          # As long as a pod has by default.
          TimeoutStopSec=30s
          """);

  private OrderlyShutdown() {}

  static List<Resource> resources() {
    return List.of(API_SERVER_FIRST, CONTAINERS, new Unit(UNIT, true, List.of(API_SERVER_FIRST)));
  }
}
