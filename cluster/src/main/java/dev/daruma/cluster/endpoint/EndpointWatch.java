package dev.daruma.cluster.endpoint;

import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.Machine;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.resource.HostFile;
import dev.daruma.engine.resource.Resource;
import dev.daruma.engine.resource.Unit;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** keepalived on every control plane: the API's address is where an API server is ready. */
public final class EndpointWatch {
  private static final Duration ADVERT_INTERVAL = Duration.ofMillis(200);

  /** The address alone: the network it lies in is known from the host's own address. */
  private static final int PREFIX_LENGTH = 32;

  /** Stands in while the facts are not known yet; preflight refuses a host without its address. */
  private static final String UNKNOWN_INTERFACE = "unknown";

  private EndpointWatch() {}

  public static List<Resource> resources(Site site, Host host, Observed observed) {
    HostFile check = HostFile.executable(ApiServerCheck.PATH, ApiServerCheck.text());
    HostFile configuration =
        HostFile.of("/etc/keepalived/keepalived.conf", configuration(site, host, observed).text());
    return List.of(
        check, configuration, Unit.reloading("keepalived.service", List.of(configuration)));
  }

  public static List<Act> of(Site site, Facts facts) {
    return site.controlPlanes().stream()
        .filter(host -> facts.knows(host.name()))
        .<Act>map(
            host ->
                HostChange.of(
                    host.name(),
                    ClusterRoom.ENDPOINT,
                    "watch over endpoint",
                    resources(site, host, facts.of(host.name())),
                    facts.of(host.name()),
                    Set.of(new Milestones.PackagesInstalled(host.name())),
                    Set.of(new Milestones.EndpointWatched(host.name()))))
        .toList();
  }

  private static KeepalivedConf configuration(Site site, Host host, Observed observed) {
    String networkInterface =
        observed.get(Machine.probe(host.address().getHostAddress())).networkInterface();
    var endpoint = site.kubernetes().endpoint();
    return new KeepalivedConf(
        host.name(),
        endpoint.routerId().orElseGet(() -> VirtualRouter.identifier(endpoint.address())),
        networkInterface.isEmpty() ? UNKNOWN_INTERFACE : networkInterface,
        endpoint.address(),
        PREFIX_LENGTH,
        host.address(),
        site.controlPlanes().stream()
            .filter(other -> !other.equals(host))
            .<InetAddress>map(Host::address)
            .toList(),
        VirtualRouter.priority(site.controlPlanes().indexOf(host)),
        ADVERT_INTERVAL,
        endpoint.port());
  }
}
