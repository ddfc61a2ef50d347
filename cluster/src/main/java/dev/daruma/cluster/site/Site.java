package dev.daruma.cluster.site;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.host.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A site as its file declares it, defaults filled in and checked as a whole.
 *
 * @param name one DNS label; also the name of the folder of caches and of the kubeconfig's context
 * @param file the file it was read from
 * @param hosts in the order of the file, at least one of them a control plane
 * @param virtualAddresses those beside the endpoint's; a host that holds one may have left the site
 * @param proxy by which hosts reach what lies outside of their networks
 */
public record Site(
    String name,
    Path file,
    List<Host> hosts,
    Kubernetes kubernetes,
    Packages packages,
    Rolling rolling,
    Recovery recovery,
    Availability availability,
    List<VirtualAddress> virtualAddresses,
    Optional<Proxy> proxy) {

  public Site {
    hosts = List.copyOf(hosts);
    virtualAddresses = List.copyOf(virtualAddresses);
  }

  public List<Host> controlPlanes() {
    return having(Role.CONTROL_PLANE);
  }

  /** Hosts with the role worker, those that are control planes as well included. */
  public List<Host> workers() {
    return having(Role.WORKER);
  }

  /** Hosts that become Kubernetes nodes: control planes and workers. */
  public List<Host> nodes() {
    return hosts.stream().filter(Host::isNode).toList();
  }

  /** Hosts that daruma prepares and brings packages to: nodes and load-balancers. */
  public List<Host> built() {
    return hosts.stream().filter(Host::isBuilt).toList();
  }

  /** Hosts that do nothing but spread the load. */
  public List<Host> loadBalancers() {
    return having(Role.LOAD_BALANCER);
  }

  public List<Host> having(Role role) {
    return hosts.stream().filter(host -> host.is(role)).toList();
  }

  /**
   * The host of that name.
   *
   * @throws IllegalArgumentException when the site has no such host
   */
  public Host host(HostName name) {
    return hosts.stream()
        .filter(host -> host.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no host " + name + " in site " + this.name));
  }

  /** The same site without that host; the same when it has none of that name. */
  public Site without(HostName name) {
    return with(hosts.stream().filter(host -> !host.name().equals(name)).toList());
  }

  /** The same site with one more host, or with another of that name. */
  public Site with(Host host) {
    List<Host> all = new ArrayList<>(without(host.name()).hosts);
    all.add(host);
    return with(all);
  }

  private Site with(List<Host> others) {
    return new Site(
        name,
        file,
        others,
        kubernetes,
        packages,
        rolling,
        recovery,
        availability,
        virtualAddresses,
        proxy);
  }

  public List<Target> targets() {
    return hosts.stream().map(Host::target).toList();
  }
}
