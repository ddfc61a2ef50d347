package dev.daruma.cluster.endpoint;

import dev.daruma.cluster.site.Endpoint;
import dev.daruma.cluster.site.Site;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;

/** Numbers of VRRP that follow from the site, so that every host works out the same ones. */
public final class VirtualRouter {
  private static final int HIGHEST_PRIORITY = 224;

  /** With adverts each 200 ms, 25 ms between the moments at which two backups take over. */
  private static final int DISTANCE = 32;

  private VirtualRouter() {}

  /**
   * A virtual router's identifier, 1 to 255 (RFC 5798, 5.2.3), different for each address of a /24:
   * the address's last octet, 255 where that is 0.
   */
  public static int identifier(InetAddress address) {
    byte[] octets = address.getAddress();
    int last = Byte.toUnsignedInt(octets[octets.length - 1]);
    return last == 0 ? 255 : last;
  }

  /** That of the site's endpoint; empty where no host of the site holds its address. */
  public static OptionalInt identifier(Site site) {
    Endpoint endpoint = site.kubernetes().endpoint();
    Optional<Inet4Address> address = endpoint.virtualAddress();
    if (address.isEmpty() || endpoint.routerId().isPresent()) {
      return address.isEmpty() ? OptionalInt.empty() : endpoint.routerId();
    }
    return OptionalInt.of(identifier(address.get()));
  }

  /**
   * 224, 192 and so on. A backup takes over later the lower its priority is, by its distance from
   * 256 in 256ths of the advert interval (RFC 5798, 6.1, skew time). Not at the very top:
   * keepalived tells that it gives the address away some milliseconds before it has done so. Far
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
