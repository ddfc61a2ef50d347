package dev.daruma.cluster.runtime;

import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.packages.Source;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Runtime;
import dev.daruma.cluster.site.Runtime.Kind;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.resource.HostFile;
import dev.daruma.engine.resource.Resource;
import dev.daruma.engine.resource.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** containerd or Docker, configured for Kubernetes and running. */
public final class ContainerRuntime {
  private static final String NETWORK_PLUGINS = "/opt/cni/bin";
  private static final String NETWORK_CONFIGURATIONS = "/etc/cni/net.d";

  private ContainerRuntime() {}

  public static List<Resource> resources(Site site, Host host, Source source) {
    List<Resource> resources = new ArrayList<>();
    switch (host.runtime().kind()) {
      case CONTAINERD -> resources.addAll(containerd(site, host, source));
      case DOCKER -> resources.addAll(docker(site, host));
    }
    resources.addAll(PullSecrets.files(site.kubernetes().runtime().registries()));
    // kubeadm starts the kubelet; it must come back by itself after a reboot.
    resources.add(new Unit("kubelet.service", false, List.of()));
    return resources;
  }

  private static List<Resource> containerd(Site site, Host host, Source source) {
    HostFile configuration =
        HostFile.of(
            "/etc/containerd/config.toml",
            new ContainerdToml(
                    source.reference("pause"),
                    true,
                    host.runtime().handler(),
                    NETWORK_PLUGINS,
                    NETWORK_CONFIGURATIONS)
                .text());
    List<Resource> resources = new ArrayList<>();
    resources.add(configuration);
    // containerd reads these at each pull: no restart.
    HostsToml.files(
            site.kubernetes().runtime().mirrors(),
            site.kubernetes().runtime().insecureRegistries(),
            site.kubernetes().runtime().authorities())
        .forEach(
            (path, text) ->
                resources.add(HostFile.of(ContainerdToml.REGISTRIES + "/" + path, text)));
    resources.add(crictl(Kind.CONTAINERD));
    resources.addAll(OrderlyShutdown.resources(Kind.CONTAINERD));
    resources.addAll(running(Kind.CONTAINERD, site, configuration));
    return resources;
  }

  private static List<Resource> docker(Site site, Host host) {
    HostFile daemon =
        HostFile.of(
            DaemonJson.PATH,
            new DaemonJson(
                    site.kubernetes()
                        .runtime()
                        .mirrors()
                        .getOrDefault(Runtime.DOCKER_HUB, List.of()),
                    site.kubernetes().runtime().insecureRegistries(),
                    host.runtime().handler())
                .text());
    List<Resource> resources = new ArrayList<>();
    resources.add(daemon);
    // Docker reads these at each pull: no restart.
    site.kubernetes()
        .runtime()
        .authorities()
        .forEach(
            (registry, text) ->
                resources.add(HostFile.of(RegistryTrust.authority(Kind.DOCKER, registry), text)));
    resources.add(crictl(Kind.DOCKER));
    resources.addAll(OrderlyShutdown.resources(Kind.DOCKER));
    resources.addAll(running(Kind.DOCKER, site, daemon));
    return resources;
  }

  /** The service, and the proxy that it may pull images by. */
  private static List<Resource> running(Kind kind, Site site, HostFile configuration) {
    List<HostFile> reads = new ArrayList<>(List.of(configuration));
    Optional<HostFile> environment = site.proxy().map(proxy -> ProxyUnit.file(kind, site, proxy));
    environment.ifPresent(reads::add);
    List<Resource> resources = new ArrayList<>(environment.stream().toList());
    resources.add(new Unit(OrderlyShutdown.service(kind), true, reads));
    return resources;
  }

  private static HostFile crictl(Kind kind) {
    return HostFile.of(
        "/etc/crictl.yaml", "runtime-endpoint: unix://" + RuntimeSocket.path(kind) + "\n");
  }

  public static List<Act> of(Site site, Source source, Facts facts) {
    return site.nodes().stream()
        .filter(host -> facts.knows(host.name()))
        .<Act>map(
            host ->
                HostChange.of(
                    host.name(),
                    ClusterRoom.RUNTIME,
                    "run containers",
                    resources(site, host, source),
                    facts.of(host.name()),
                    Set.of(new Milestones.PackagesInstalled(host.name())),
                    Set.of(new Milestones.RuntimeRuns(host.name()))))
        .toList();
  }
}
