package dev.daruma.cluster.endpoint;

import java.net.InetAddress;

/** Numbers of VRRP that follow from the site, so that every host works out the same ones. */
public final class VirtualRouter {
  private static final int HIGHEST_PRIORITY = 150;

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

  /**
   * 150, 149 and so on. They have to differ: with equal ones two hosts that start together both
   * become master for a moment.
   *
   * @param order of the host among the control planes, from 0 to 148
   */
  public static int priority(int order) {
    if (order < 0 || order > HIGHEST_PRIORITY - 2) {
      throw new IllegalArgumentException("no place for control plane number " + order);
    }
    return HIGHEST_PRIORITY - order;
  }
}
