package dev.daruma.cluster.endpoint;

import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.Machine;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Endpoint;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.resource.HostFile;
import dev.daruma.engine.resource.Resource;
import dev.daruma.engine.resource.Unit;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a host needs to take its turn in holding the endpoint's address, by the site's provider. */
public final class EndpointWatch {
  private static final Duration ADVERT_INTERVAL = Duration.ofMillis(200);

  /** Stands in while the facts are not known yet; preflight refuses a host without its address. */
  private static final String UNKNOWN_INTERFACE = "unknown";

  private EndpointWatch() {}

  /** None on a host that has no part in it. */
  public static List<Resource> resources(Site site, Host host, Observed observed) {
    if (!EndpointAddress.candidates(site).contains(host)) {
      return List.of();
    }
    List<Resource> resources = new ArrayList<>();
    if (site.kubernetes().endpoint().provider() == Endpoint.Provider.HAPROXY) {
      HostFile balancer = HostFile.of(HaproxyConf.PATH, balancer(site, host).text());
      resources.add(balancer);
      resources.add(new Unit("haproxy.service", true, List.of(balancer)));
    }
    HostFile script = HostFile.executable(EndpointCheck.PATH, EndpointCheck.script());
    HostFile watch =
        HostFile.of("/etc/systemd/system/" + EndpointCheck.UNIT, check(site, host).unit());
    HostFile configuration =
        HostFile.of(
            KeepalivedConf.PATH,
            new KeepalivedConf(host.name(), List.of(instance(site, host, observed))).text());
    resources.add(script);
    resources.add(watch);
    resources.add(new Unit(EndpointCheck.UNIT, true, List.of(script, watch)));
    resources.add(configuration);
    resources.add(Unit.reloading("keepalived.service", List.of(configuration)));
    return resources;
  }

  public static List<Act> of(Site site, Facts facts) {
    return EndpointAddress.candidates(site).stream()
        .filter(host -> facts.knows(host.name()))
        .<Act>map(
            host ->
                HostChange.of(
                    host.name(),
                    ClusterRoom.ENDPOINT,
                    "watch over endpoint",
                    resources(site, host, facts.of(host.name())),
                    facts.of(host.name()),
                    needs(site, host),
                    Set.of(new Milestones.EndpointWatched(host.name()))))
        .toList();
  }

  private static Set<Milestone> needs(Site site, Host host) {
    Set<Milestone> needs = new HashSet<>();
    needs.add(new Milestones.PackagesInstalled(host.name()));
    if (site.kubernetes().endpoint().provider() == Endpoint.Provider.HAPROXY) {
      // HAProxy does not start without the authority that it trusts.
      needs.add(new Milestones.CertificatesPlaced(host.name()));
    }
    return needs;
  }

  private static EndpointCheck check(Site site, Host host) {
    return switch (site.kubernetes().endpoint().provider()) {
      case KEEPALIVED, EXTERNAL -> EndpointCheck.ofApiServer(host.address());
      case HAPROXY -> HaproxyConf.check();
    };
  }

  private static HaproxyConf balancer(Site site, Host host) {
    SortedMap<HostName, Inet4Address> apiServers = new TreeMap<>();
    site.controlPlanes().forEach(each -> apiServers.put(each.name(), each.address()));
    return new HaproxyConf(
        site.kubernetes().endpoint().port(),
        host.is(Role.CONTROL_PLANE) ? "/etc/kubernetes/pki/ca.crt" : HaproxyConf.AUTHORITY,
        apiServers);
  }

  private static VrrpInstance instance(Site site, Host host, Observed observed) {
    String networkInterface =
        observed.get(Machine.probe(host.address().getHostAddress())).networkInterface();
    var endpoint = site.kubernetes().endpoint();
    Inet4Address address = endpoint.virtualAddress().orElseThrow();
    List<Host> holders = EndpointAddress.candidates(site);
    return new VrrpInstance(
        "endpoint",
        VirtualRouter.identifier(site).orElseThrow(),
        networkInterface.isEmpty() ? UNKNOWN_INTERFACE : networkInterface,
        List.of(address),
        host.address(),
        holders.stream()
            .filter(other -> !other.equals(host))
            .<InetAddress>map(Host::address)
            .toList(),
        VirtualRouter.priority(holders.indexOf(host), holders.size()),
        ADVERT_INTERVAL,
        true);
  }
}
