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
  private static final String NETWORK_PLUGINS = "/opt/cni/bin";
  private static final String NETWORK_CONFIGURATIONS = "/etc/cni/net.d";

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
    resources.addAll(OrderlyShutdown.resources());
    resources.add(new Unit("containerd.service", true, List.of(configuration)));
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
