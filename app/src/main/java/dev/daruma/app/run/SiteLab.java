package dev.daruma.app.run;

import static java.util.stream.Collectors.toSet;

import dev.daruma.app.Workplace;
import dev.daruma.cluster.site.Cidr;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.Target;
import dev.daruma.lab.host.Lab;
import dev.daruma.lab.host.LabHost;
import dev.daruma.lab.host.LabSite;
import java.net.Inet4Address;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The lab that a site may stand in, on the operator's own machine. */
public final class SiteLab {
  /** What most networks are; a wider one where the site's addresses need it. */
  private static final int PREFIX_LENGTH = 24;

  /**
   * Hosts have processors of their own: what workers do takes nothing from control planes. In a lab
   * that is so only as long as there is enough for all.
   */
  private static final int CONTROL_PLANE_SHARE = 3;

  private SiteLab() {}

  public static Lab of(Site site, Workplace workplace, Consumer<String> progress) {
    return new Lab(
        new LabSite(
            site.name(),
            site.hosts().stream().map(SiteLab::labHost).toList(),
            prefixLength(site),
            site.hosts().getFirst().target().user(),
            List.copyOf(virtual(site))),
        workplace.cache(),
        progress);
  }

  private static LabHost labHost(Host host) {
    return new LabHost(
        host.name(), host.address(), host.is(Role.CONTROL_PLANE) ? CONTROL_PLANE_SHARE : 1);
  }

  /** Addresses that no host has by itself; an external endpoint is none of the lab's. */
  private static Set<Inet4Address> virtual(Site site) {
    return site.kubernetes().endpoint().virtualAddress().stream().collect(toSet());
  }

  private static int prefixLength(Site site) {
    Inet4Address some =
        virtual(site).stream().findFirst().orElse(site.hosts().getFirst().address());
    return Stream.iterate(PREFIX_LENGTH, length -> length > 8, length -> length - 1)
        .filter(
            length ->
                site.hosts().stream()
                    .allMatch(host -> Cidr.around(some, length).contains(host.address())))
        .findFirst()
        .orElse(8);
  }

  /** Whether the site's hosts are those of its lab on this machine now. */
  public static boolean isUp(Lab lab) {
    return Files.isRegularFile(lab.knownHosts());
  }

  /** How hosts are reached: as the site file says, or in the lab while it is up. */
  static List<Target> targets(List<Target> targets, Lab lab) {
    if (!isUp(lab)) {
      return targets;
    }
    return targets.stream().map(target -> inLab(target, lab)).toList();
  }

  private static Target inLab(Target target, Lab lab) {
    return new Target(
        target.name(),
        target.address(),
        22,
        target.user(),
        List.of(lab.identity()),
        new Target.HostKeys.KnownHosts(lab.knownHosts()),
        Optional.empty(),
        target.user().equals("root") ? new Target.Become.AlreadyRoot() : new Target.Become.Sudo(),
        target.connectTimeout());
  }
}
