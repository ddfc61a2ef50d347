package dev.daruma.cluster.runtime;

import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.packages.HostBundle;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.resource.HostFile;
import dev.daruma.engine.resource.Resource;
import dev.daruma.engine.resource.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** containerd, configured for Kubernetes and running. */
public final class ContainerRuntime {
  /** Does something when the host shuts down, and nothing else. */
  public static final String SHUTDOWN = "daruma-shutdown.service";

  private static final String NETWORK_PLUGINS = "/opt/cni/bin";
  private static final String NETWORK_CONFIGURATIONS = "/etc/cni/net.d";

  /**
   * At a shutdown systemd ends all containers at once, the API server and its etcd, too; the API
   * server then waits for what it has asked of etcd, in vain, and the host for the API server. So
   * it ends first. Units stop in the opposite order to that in which they start. Source:
   * systemd.unit(5), "Before=" and "foo-.service.d"; systemd.scope(5).
   */
  private static final HostFile API_SERVER_FIRST =
      HostFile.of(
          "/etc/systemd/system/" + SHUTDOWN,
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
          ExecStop=/bin/sh -c '[ "$(systemctl is-system-running)" = stopping ] && pkill -x kube-apiserver || exit 0; while pgrep -x kube-apiserver >/dev/null; do sleep 0.2; done'
          TimeoutStopSec=15s

          [Install]
          WantedBy=multi-user.target
          """);

  /** For all containers that are made by systemd's leave, under the names containerd gives them. */
  private static final HostFile CONTAINERS =
      HostFile.of(
          "/etc/systemd/system/cri-containerd-.scope.d/daruma.conf",
          """
          # Written by daruma; changes made here are lost.
          [Unit]
          Before=daruma-shutdown.service
          # At a shutdown containers have as long to end as a pod has by default.
          [Scope]
          TimeoutStopSec=30s
          """);

  private ContainerRuntime() {}

  public static List<Resource> resources(Site site, HostBundle bundle) {
    HostFile configuration =
        HostFile.of(
            "/etc/containerd/config.toml",
            new ContainerdToml(
                    bundle.reference("pause"), true, NETWORK_PLUGINS, NETWORK_CONFIGURATIONS)
                .text());
    List<Resource> resources = new ArrayList<>();
    resources.add(configuration);
    // containerd reads these at each pull: no restart.
    HostsToml.files(
            site.kubernetes().runtime().mirrors(), site.kubernetes().runtime().insecureRegistries())
        .forEach(
            (path, text) ->
                resources.add(HostFile.of(ContainerdToml.REGISTRIES + "/" + path, text)));
    resources.add(
        HostFile.of(
            "/etc/crictl.yaml", "runtime-endpoint: unix:///run/containerd/containerd.sock\n"));
    resources.add(API_SERVER_FIRST);
    resources.add(CONTAINERS);
    resources.add(new Unit("containerd.service", true, List.of(configuration)));
    resources.add(new Unit(SHUTDOWN, true, List.of(API_SERVER_FIRST)));
    // kubeadm starts the kubelet; it must come back by itself after a reboot.
    resources.add(new Unit("kubelet.service", false, List.of()));
    return resources;
  }

  public static List<Act> of(Site site, HostBundle bundle, Facts facts) {
    return site.nodes().stream()
        .filter(host -> facts.knows(host.name()))
        .<Act>map(
            host ->
                HostChange.of(
                    host.name(),
                    ClusterRoom.RUNTIME,
                    "run containers",
                    resources(site, bundle),
                    facts.of(host.name()),
                    Set.of(new Milestones.PackagesInstalled(host.name())),
                    Set.of(new Milestones.RuntimeRuns(host.name()))))
        .toList();
  }
}
