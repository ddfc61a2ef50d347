package dev.daruma.cluster.os;

import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.resource.HostFile;
import dev.daruma.engine.resource.KernelModule;
import dev.daruma.engine.resource.Resource;
import dev.daruma.engine.resource.SwapOff;
import dev.daruma.engine.resource.Sysctl;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Names, kernel modules and settings, swap: what Kubernetes asks of a host before anything else.
 */
public final class HostPreparation {
  private static final String HOSTS = "/etc/hosts";
  private static final String FSTAB = "/etc/fstab";

  private HostPreparation() {}

  public static List<Resource> resources(Site site, Host host, Observed observed) {
    List<Resource> resources = new ArrayList<>();
    resources.add(HostFile.of("/etc/hostname", host.name() + "\n"));
    resources.add(new Sysctl("kernel.hostname", host.name().value()));
    resources.add(
        HostFile.of(HOSTS, HostsFile.with(text(observed, HOSTS).orElse(""), addresses(site))));
    if (!host.isNode()) {
      return resources;
    }
    resources.add(
        HostFile.of("/etc/modules-load.d/daruma.conf", ModulesLoadConf.KUBERNETES.text()));
    ModulesLoadConf.KUBERNETES.modules().forEach(each -> resources.add(new KernelModule(each)));
    resources.add(HostFile.of("/etc/sysctl.d/90-daruma.conf", SysctlConf.KUBERNETES.text()));
    SysctlConf.KUBERNETES.settings().forEach((key, value) -> resources.add(new Sysctl(key, value)));
    resources.add(new SwapOff());
    text(observed, FSTAB)
        .ifPresent(present -> resources.add(HostFile.of(FSTAB, Fstab.withoutSwap(present))));
    return resources;
  }

  /** What must have been read before the resources can be told. */
  public static List<Probe<?>> probes() {
    return List.of(HostFile.reading(HOSTS), HostFile.reading(FSTAB));
  }

  public static List<Act> of(Site site, Facts facts) {
    return site.built().stream()
        .filter(host -> facts.knows(host.name()))
        .<Act>map(
            host ->
                HostChange.of(
                    host.name(),
                    ClusterRoom.OS,
                    "prepare host",
                    resources(site, host, facts.of(host.name())),
                    facts.of(host.name()),
                    Set.of(),
                    Set.of(new Milestones.Prepared(host.name()))))
        .toList();
  }

  private static SortedMap<HostName, InetAddress> addresses(Site site) {
    SortedMap<HostName, InetAddress> addresses = new TreeMap<>();
    site.hosts().forEach(host -> addresses.put(host.name(), host.address()));
    return addresses;
  }

  private static Optional<String> text(Observed observed, String path) {
    return observed.get(HostFile.reading(path)).flatMap(HostFile.Present::text);
  }
}
