package dev.daruma.cluster.endpoint;

import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.Machine;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Endpoint;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.VirtualAddress;
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
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a host needs to take its turn in holding the endpoint's address, by the site's provider, and
 * other addresses of the site.
 */
public final class EndpointWatch {
  private static final Duration ADVERT_INTERVAL = Duration.ofMillis(200);

  /** Stands in while the facts are not known yet; preflight refuses a host without its address. */
  private static final String UNKNOWN_INTERFACE = "unknown";

  private static final String ENDPOINT = "endpoint-";

  private EndpointWatch() {}

  /** None on a host that has no part in it, nor in holding another address of the site. */
  public static List<Resource> resources(Site site, Host host, Observed observed) {
    if (!VirtualRouter.isOn(site, host)) {
      return List.of();
    }
    List<Resource> resources = new ArrayList<>();
    if (EndpointAddress.candidates(site).contains(host)) {
      resources.addAll(watching(site, host));
    }
    resources.addAll(
        keepalived(
            new KeepalivedConf(
                host.name(), instances(site, host, observed), former(site, host, observed))));
    return resources;
  }

  /**
   * The same, once nobody calls a former endpoint any more: what keepalived goes by from then on;
   * none where it has nothing left to do.
   */
  public static List<Resource> remaining(Site site, Host host, Observed observed) {
    return VirtualRouter.isOn(site, host)
        ? keepalived(new KeepalivedConf(host.name(), instances(site, host, observed)))
        : List.of();
  }

  /**
   * Endpoints that the host held by turns before the site file named another: text of their
   * instances as they stand, so that keepalived goes on with them when it reads its configuration
   * again. One that has a router identifier of the site's has to go at once.
   */
  public static List<String> former(Site site, Host host, Observed observed) {
    Set<String> wanted =
        EndpointAddress.candidates(site).contains(host)
            ? Set.of(endpointName(site.kubernetes().endpoint().host()))
            : Set.of();
    return PresentRouters.of(observed).instances().entrySet().stream()
        .filter(each -> each.getKey().startsWith(ENDPOINT) && !wanted.contains(each.getKey()))
        .map(Map.Entry::getValue)
        .filter(
            text ->
                VirtualRouter.identifiers(site).stream()
                    .noneMatch(own -> text.contains("virtual_router_id " + own + "\n")))
        .toList();
  }

  private static List<Resource> keepalived(KeepalivedConf conf) {
    HostFile configuration = HostFile.of(KeepalivedConf.PATH, conf.text());
    HostFile service = HostFile.of(KeepalivedConf.SERVICE_PATH, conf.service());
    return List.of(
        configuration,
        service,
        Unit.reloading("keepalived.service", List.of(configuration, service)));
  }

  /** keepalived knows an instance by its name when it reads its configuration again. */
  private static String endpointName(String address) {
    return ENDPOINT + address.replace('.', '-');
  }

  private static List<Resource> watching(Site site, Host host) {
    List<Resource> resources = new ArrayList<>();
    if (site.kubernetes().endpoint().provider() == Endpoint.Provider.HAPROXY) {
      HostFile balancer = HostFile.of(HaproxyConf.PATH, balancer(site, host).text());
      resources.add(balancer);
      resources.add(Unit.reloading("haproxy.service", List.of(balancer)));
    }
    resources.add(HostFile.of(EndpointCheck.PEERS, EndpointCheck.peers(peers(site, host))));
    HostFile script = HostFile.executable(EndpointCheck.PATH, EndpointCheck.script());
    HostFile watch =
        HostFile.of("/etc/systemd/system/" + EndpointCheck.UNIT, check(site, host).unit());
    resources.add(script);
    resources.add(watch);
    resources.add(new Unit(EndpointCheck.UNIT, true, List.of(script, watch)));
    return resources;
  }

  /** Whose API servers could serve in place of this host's; a balancer leads to all anyway. */
  private static List<Inet4Address> peers(Site site, Host host) {
    return switch (site.kubernetes().endpoint().provider()) {
      case KEEPALIVED ->
          EndpointAddress.candidates(site).stream()
              .filter(other -> !other.equals(host))
              .map(Host::address)
              .toList();
      case HAPROXY, EXTERNAL -> List.of();
    };
  }

  public static List<Act> of(Site site, Facts facts) {
    return site.hosts().stream()
        .filter(host -> VirtualRouter.isOn(site, host))
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
    if (site.kubernetes().endpoint().provider() == Endpoint.Provider.HAPROXY
        && EndpointAddress.candidates(site).contains(host)) {
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

  private static List<VrrpInstance> instances(Site site, Host host, Observed observed) {
    String found = observed.get(Machine.probe(host.address().getHostAddress())).networkInterface();
    String networkInterface = found.isEmpty() ? UNKNOWN_INTERFACE : found;
    List<VrrpInstance> instances = new ArrayList<>();
    List<Host> candidates = EndpointAddress.candidates(site);
    if (candidates.contains(host)) {
      instances.add(
          instance(
              endpointName(site.kubernetes().endpoint().host()),
              VirtualRouter.identifier(site).orElseThrow(),
              networkInterface,
              List.of(site.kubernetes().endpoint().virtualAddress().orElseThrow()),
              host,
              candidates));
    }
    for (VirtualAddress virtual : site.virtualAddresses()) {
      if (virtual.holders().contains(host.name())) {
        List<InetAddress> addresses = new ArrayList<>(List.of(virtual.address()));
        addresses.addAll(virtual.beside());
        instances.add(
            instance(
                "address-" + virtual.address().getHostAddress().replace('.', '-'),
                virtual.identifier(),
                networkInterface,
                addresses,
                host,
                site.hosts().stream()
                    .filter(each -> virtual.holders().contains(each.name()))
                    .toList()));
      }
    }
    return instances;
  }

  /** The endpoint's address is held by who is ready; of others nothing but the host is known. */
  private static VrrpInstance instance(
      String name,
      int identifier,
      String networkInterface,
      List<? extends InetAddress> addresses,
      Host host,
      List<Host> holders) {
    return new VrrpInstance(
        name,
        identifier,
        networkInterface,
        List.copyOf(addresses),
        host.address(),
        holders.stream()
            .filter(other -> !other.equals(host))
            .<InetAddress>map(Host::address)
            .toList(),
        VirtualRouter.priority(holders.indexOf(host), holders.size()),
        ADVERT_INTERVAL,
        name.startsWith(ENDPOINT));
  }
}
