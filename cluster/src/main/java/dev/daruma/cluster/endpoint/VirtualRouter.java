package dev.daruma.cluster.endpoint;

import dev.daruma.cluster.site.Endpoint;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.VirtualAddress;
import java.net.Inet4Address;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/** Numbers of VRRP that follow from the site, so that every host works out the same ones. */
public final class VirtualRouter {
  private static final int HIGHEST_PRIORITY = 224;

  /** With adverts each 200 ms, 25 ms between the moments at which two backups take over. */
  private static final int DISTANCE = 32;

  private VirtualRouter() {}

  /** Whether the host takes part in holding an address, the endpoint's or another. */
  public static boolean isOn(Site site, Host host) {
    return EndpointAddress.candidates(site).contains(host)
        || site.virtualAddresses().stream().anyMatch(each -> each.holders().contains(host.name()));
  }

  /** Those of all addresses that the site's hosts hold. */
  public static NavigableSet<Integer> identifiers(Site site) {
    NavigableSet<Integer> identifiers = new TreeSet<>();
    identifier(site).ifPresent(identifiers::add);
    site.virtualAddresses().forEach(each -> identifiers.add(each.identifier()));
    return identifiers;
  }

  /** That of the site's endpoint; empty where no host of the site holds its address. */
  public static OptionalInt identifier(Site site) {
    Endpoint endpoint = site.kubernetes().endpoint();
    Optional<Inet4Address> address = endpoint.virtualAddress();
    if (address.isEmpty() || endpoint.routerId().isPresent()) {
      return address.isEmpty() ? OptionalInt.empty() : endpoint.routerId();
    }
    return OptionalInt.of(VirtualAddress.identifierOf(address.get()));
  }

  /**
   * 224, 192 and so on. A backup takes over later the lower its priority is, by its distance from
   * 256 in 256ths of the advert interval (RFC 5798, 6.1, skew time). Not at the very top:
   * keepalived tells that it gives the address away a few milliseconds before it has done so. Far
   * enough apart, the next one has heard of the first before its own time comes; with equal ones
   * two hosts would both become master for a moment.
   *
   * @param order of the host among those that may hold the address, from 0
   * @param hosts how many these are, at most 224
   */
  public static int priority(int order, int hosts) {
    if (hosts > HIGHEST_PRIORITY || order < 0 || order >= hosts) {
      throw new IllegalArgumentException("no place for host number " + order + " of " + hosts);
    }
    return HIGHEST_PRIORITY
        - order * Math.min(DISTANCE, (HIGHEST_PRIORITY - 1) / Math.max(1, hosts - 1));
  }
}
