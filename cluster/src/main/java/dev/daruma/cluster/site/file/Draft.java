package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.Cidr;
import dev.daruma.cluster.site.Endpoint;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Runtime;
import dev.daruma.cluster.site.shape.Dictionary;
import dev.daruma.cluster.site.shape.Placed;
import dev.daruma.cluster.site.shape.Values;
import dev.daruma.engine.host.HostName;
import java.net.Inet4Address;
import java.util.List;
import java.util.Optional;

/** A site file as decoded: some of it may be missing or wrong, the rest can still be checked. */
record Draft(Values values) {

  /** A host as declared. */
  record Host(Placed<HostName> name, Values values) {
    Optional<Placed<Inet4Address>> address() {
      return values.find(HostKeys.ADDRESS);
    }

    List<Placed<Role>> roles() {
      return values.value(HostKeys.ROLES).orElse(List.of());
    }

    boolean is(Role role) {
      return roles().stream().anyMatch(placed -> placed.value() == role);
    }

    Values runtime() {
      return values.value(HostKeys.RUNTIME).orElse(Values.none());
    }

    boolean isNode() {
      return is(Role.CONTROL_PLANE) || is(Role.WORKER);
    }

    private static Host of(Dictionary.Entry<HostName, Values> entry) {
      return new Host(entry.key(), entry.value().value());
    }
  }

  List<Host> hosts() {
    return values
        .value(SiteKeys.HOSTS)
        .map(hosts -> hosts.entries().stream().map(Host::of).toList())
        .orElse(List.of());
  }

  List<Host> controlPlanes() {
    return hosts().stream().filter(host -> host.is(Role.CONTROL_PLANE)).toList();
  }

  Values kubernetes() {
    return values.value(SiteKeys.KUBERNETES).orElse(Values.none());
  }

  Values runtime() {
    return kubernetes().value(KubernetesKeys.RUNTIME).orElse(Values.none());
  }

  /** What is to run a host's containers: its own word, or the site's. */
  Runtime.Kind runtime(Host host) {
    return host.runtime()
        .value(RuntimeKeys.HOST_KIND)
        .or(() -> runtime().value(RuntimeKeys.KIND))
        .orElse(Runtime.Kind.CONTAINERD);
  }

  Values endpoint() {
    return kubernetes().value(KubernetesKeys.ENDPOINT).orElse(Values.none());
  }

  Endpoint.Provider provider() {
    return endpoint().value(KubernetesKeys.ENDPOINT_PROVIDER).orElse(Endpoint.Provider.KEEPALIVED);
  }

  /** The hosts that hold the endpoint's address by turns. */
  List<Host> holders() {
    return switch (provider()) {
      case KEEPALIVED -> controlPlanes();
      case HAPROXY -> loadBalancers().isEmpty() ? controlPlanes() : loadBalancers();
      case EXTERNAL -> List.of();
    };
  }

  List<Host> loadBalancers() {
    return hosts().stream().filter(host -> host.is(Role.LOAD_BALANCER)).toList();
  }

  /** The endpoint's port, or what it is where none is written. */
  int port() {
    return endpoint()
        .value(KubernetesKeys.ENDPOINT_PORT)
        .map(Math::toIntExact)
        .orElseGet(
            () ->
                provider() == Endpoint.Provider.HAPROXY && loadBalancers().isEmpty()
                    ? 8443
                    : Endpoint.API_SERVER_PORT);
  }

  /** The virtual addresses beside the endpoint's, each with its place. */
  List<Placed<Values>> virtualAddresses() {
    return values.value(SiteKeys.VIRTUAL_ADDRESSES).orElse(List.of());
  }

  /** The hosts of the site that hold a virtual address by turns, in the order of the site. */
  List<Host> holders(Values virtual) {
    var named =
        virtual.value(VirtualAddressKeys.HOSTS).orElse(List.of()).stream()
            .map(Placed::value)
            .toList();
    var role = virtual.value(VirtualAddressKeys.ROLE);
    return hosts().stream()
        .filter(host -> named.contains(host.name().value()) || role.filter(host::is).isPresent())
        .toList();
  }

  Values ssh() {
    return values.value(SiteKeys.SSH).orElse(Values.none());
  }

  /** The prefix length of the hosts' subnet, 8 to 30. */
  int prefixLength() {
    return endpoint().value(KubernetesKeys.ENDPOINT_PREFIX_LENGTH).orElse(24L).intValue();
  }

  /** The subnet that an address of the site is in. */
  Cidr subnetOf(Inet4Address address) {
    return Cidr.around(address, prefixLength());
  }

  /** The subnets that the hosts are in, each once. */
  List<Cidr> hostNetworks() {
    return hosts().stream()
        .flatMap(host -> host.address().stream())
        .map(address -> subnetOf(address.value()))
        .distinct()
        .toList();
  }
}
