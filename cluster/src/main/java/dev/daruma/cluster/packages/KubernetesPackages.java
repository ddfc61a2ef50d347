package dev.daruma.cluster.packages;

import dev.daruma.cluster.endpoint.EndpointAddress;
import dev.daruma.cluster.endpoint.VirtualRouter;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.room.Scope;
import dev.daruma.cluster.site.Endpoint;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Network;
import dev.daruma.cluster.site.Runtime.Kind;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.bundle.Manifest.Entry;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.resource.HostFile;
import dev.daruma.engine.resource.Packages;
import dev.daruma.engine.resource.Packages.Wanted;
import dev.daruma.engine.resource.Resource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A host's packages, and a node's images. */
public final class KubernetesPackages {
  private static final String SOURCE = "/etc/apt/sources.list.d/daruma.list";

  private KubernetesPackages() {}

  public static List<Probe<?>> probes(Source source) {
    return switch (source) {
      case HostBundle bundle ->
          List.of(bundle.copied(), ImportImages.PRESENT, ImportImages.PRESENT_IN_DOCKER);
      case Archive _ -> List.of(TrustArchive.KEYRING);
    };
  }

  public static List<Resource> resources(Site site, Host host, Source source) {
    List<Wanted> wanted = wanted(site, host, source);
    return switch (source) {
      // Local files with checksums that were compared on arrival need no signature on top.
      case HostBundle bundle ->
          List.of(
              HostFile.of(SOURCE, "deb [trusted=yes] file:" + bundle.folder() + "/apt ./\n"),
              new Packages(Optional.of(SOURCE), wanted));
      // What Kubernetes' packages depend on, and the runtime, is the distribution's.
      case Archive archive -> {
        List<Resource> resources = new ArrayList<>();
        site.proxy()
            .map(AptProxy::new)
            .ifPresent(proxy -> resources.add(HostFile.of(AptProxy.PATH, proxy.text())));
        resources.add(HostFile.of(SOURCE, archive.sourceLine()));
        resources.add(new Packages(Optional.empty(), wanted));
        yield resources;
      }
    };
  }

  private static List<Wanted> wanted(Site site, Host host, Source source) {
    List<Wanted> wanted = new ArrayList<>();
    wanted.add(Wanted.any("curl"));
    if (host.isNode()) {
      wanted.addAll(ofNode(host, source));
      if (site.kubernetes().network().plugin() == Network.Plugin.ROUTED) {
        wanted.add(Wanted.any("bird2"));
      }
    }
    if (VirtualRouter.isOn(site, host)) {
      wanted.add(Wanted.any("keepalived"));
    }
    if (EndpointAddress.candidates(site).contains(host)) {
      wanted.add(Wanted.any("procps"));
      wanted.add(Wanted.any("socat"));
      if (site.kubernetes().endpoint().provider() == Endpoint.Provider.HAPROXY) {
        wanted.add(Wanted.any("haproxy"));
      }
    }
    return wanted;
  }

  private static List<Wanted> ofNode(Host host, Source source) {
    List<Wanted> wanted = new ArrayList<>();
    Stream.of("kubeadm", "kubelet", "kubectl")
        .forEach(name -> wanted.add(Wanted.pinned(name, source.version(name))));
    // A runtime that upgrades itself restarts every pod of the host at a moment nobody chose.
    runtime(host.runtime().kind())
        .forEach(name -> wanted.add(new Wanted(name, Optional.empty(), true)));
    Stream.of("cri-tools", "conntrack", "iptables").forEach(name -> wanted.add(Wanted.any(name)));
    return wanted;
  }

  /** Docker runs its containers by containerd. */
  private static Stream<String> runtime(Kind kind) {
    return switch (kind) {
      case CONTAINERD -> Stream.of("containerd", "runc");
      case DOCKER -> Stream.of("containerd", "runc", HostBundle.DOCKER);
    };
  }

  /**
   * @param scope hosts outside of it pass on the bundle that they have, and get none
   */
  public static List<Act> of(Site site, Source source, Facts facts, Scope scope) {
    return switch (source) {
      case HostBundle bundle -> fromBundle(site, bundle, facts, scope);
      case Archive archive -> fromArchive(site, archive, facts);
    };
  }

  /** Images come when kubeadm and the kubelet ask for them. */
  private static List<Act> fromArchive(Site site, Archive archive, Facts facts) {
    List<Act> acts = new ArrayList<>();
    for (Host host : site.built()) {
      if (facts.knows(host.name())) {
        if (!isTrusted(host, archive, facts)) {
          acts.add(new TrustArchive(host, archive, site.proxy()));
        }
        acts.add(install(site, host, archive, facts, new Milestones.ArchiveTrusted(host.name())));
      }
    }
    return acts;
  }

  private static boolean isTrusted(Host host, Archive archive, Facts facts) {
    return TrustArchive.isDone(facts.get(host.name(), TrustArchive.KEYRING), archive);
  }

  private static HostChange install(
      Site site, Host host, Source source, Facts facts, Milestone supplied) {
    return HostChange.of(
        host.name(),
        ClusterRoom.PACKAGES,
        "install packages",
        resources(site, host, source),
        facts.of(host.name()),
        Set.of(new Milestones.Prepared(host.name()), supplied),
        Set.of(new Milestones.PackagesInstalled(host.name())));
  }

  private static List<Act> fromBundle(Site site, HostBundle bundle, Facts facts, Scope scope) {
    List<Needs> nodes =
        site.built().stream()
            .filter(host -> facts.knows(host.name()))
            .map(host -> Needs.of(site, host, bundle, facts))
            .toList();
    Map<HostName, Act> copies =
        BundleSources.of(
            bundle,
            nodes.stream().filter(Needs::hasBundle).map(Needs::host).toList(),
            nodes.stream()
                .filter(Needs::lacksBundle)
                .map(Needs::host)
                .filter(scope::concerns)
                .toList());
    List<Act> acts = new ArrayList<>();
    for (Needs each : nodes) {
      Optional.ofNullable(copies.get(each.host().name())).ifPresent(acts::add);
      acts.add(each.packages());
      each.images(bundle).ifPresent(acts::add);
    }
    return acts;
  }

  /**
   * What a host wants of the bundle.
   *
   * @param hasBundle whether it has a checked copy of its part
   */
  private record Needs(Host host, boolean hasBundle, HostChange packages, List<Entry> missing) {
    static Needs of(Site site, Host host, HostBundle bundle, Facts facts) {
      HostChange packages =
          install(site, host, bundle, facts, new Milestones.BundleCopied(host.name()));
      return new Needs(
          host,
          facts.get(host.name(), bundle.copied()),
          packages,
          missingImages(host, bundle, facts));
    }

    boolean lacksBundle() {
      return !hasBundle && !(packages.isEmpty() && missing.isEmpty());
    }

    Optional<Act> images(HostBundle bundle) {
      if (missing.isEmpty()) {
        return Optional.empty();
      }
      Set<Milestone> needs =
          Set.of(new Milestones.BundleCopied(host.name()), new Milestones.RuntimeRuns(host.name()));
      return Optional.of(new ImportImages(host, bundle, missing, needs));
    }
  }

  /** What holds of the host by the facts alone. */
  public static Set<Milestone> holding(Host host, Source source, Facts facts) {
    Set<Milestone> holding = new HashSet<>();
    switch (source) {
      case HostBundle bundle -> {
        if (missingImages(host, bundle, facts).isEmpty()) {
          holding.add(new Milestones.ImagesImported(host.name()));
        }
        if (facts.get(host.name(), bundle.copied())) {
          holding.add(new Milestones.BundleCopied(host.name()));
        }
      }
      case Archive archive -> {
        holding.add(new Milestones.ImagesImported(host.name()));
        if (isTrusted(host, archive, facts)) {
          holding.add(new Milestones.ArchiveTrusted(host.name()));
        }
      }
    }
    return holding;
  }

  private static List<Entry> missingImages(Host host, HostBundle bundle, Facts facts) {
    Set<String> present = facts.get(host.name(), ImportImages.present(host.runtime().kind()));
    return bundle.images(host).stream()
        .filter(entry -> !present.contains(entry.image().orElseThrow()))
        .toList();
  }
}
