package dev.daruma.cluster.site;

import dev.daruma.engine.host.HostName;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.OptionalInt;

/**
 * An address that a group of hosts hold by turns, whatever they use it for; the endpoint's is none
 * of these.
 *
 * @param address in the subnet of its hosts
 * @param beside further addresses that move with it, of any family
 * @param holders the group, at least one host
 * @param routerId VRRP's virtual router id, 1 to 255; empty means the one that follows from the
 *     address
 */
public record VirtualAddress(
    Inet4Address address, List<InetAddress> beside, List<HostName> holders, OptionalInt routerId) {
  public VirtualAddress {
    beside = List.copyOf(beside);
    holders = List.copyOf(holders);
  }

  /** The id that adverts bear, unique among all virtual addresses of the site. */
  public int identifier() {
    return routerId.orElseGet(() -> identifierOf(address));
  }

  /**
   * A virtual router's identifier, 1 to 255 (RFC 5798, 5.2.3), different for each address of a /24:
   * the address's last octet, 255 where that is 0.
   */
  public static int identifierOf(InetAddress address) {
    byte[] octets = address.getAddress();
    int last = Byte.toUnsignedInt(octets[octets.length - 1]);
    return last == 0 ? 255 : last;
  }
}
