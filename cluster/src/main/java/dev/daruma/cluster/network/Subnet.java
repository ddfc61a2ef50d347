package dev.daruma.cluster.network;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * An IPv4 network.
 *
 * @param address its first address
 * @param length of the prefix, 0 to 32
 */
public record Subnet(Inet4Address address, int length) {

  /**
   * @throws IllegalArgumentException when the length is out of range or host bits are set
   */
  public Subnet {
    if (length < 0 || length > 32 || (bits(address) & hostMask(length)) != 0) {
      throw new IllegalArgumentException("no network: " + address.getHostAddress() + "/" + length);
    }
  }

  /** Such as {@code 10.244.0.0/16}. */
  public static Subnet parse(String text) {
    int slash = text.indexOf('/');
    if (slash > 0
        && text.substring(slash + 1).matches("[0-9]{1,2}")
        && InetAddress.ofLiteral(text.substring(0, slash)) instanceof Inet4Address address) {
      return new Subnet(address, Integer.parseInt(text.substring(slash + 1)));
    }
    throw new IllegalArgumentException("no IPv4 network: " + text);
  }

  public boolean contains(Subnet other) {
    return other.length >= length
        && ((bits(other.address) ^ bits(address)) & ~hostMask(length)) == 0;
  }

  private static int bits(Inet4Address address) {
    return ByteBuffer.wrap(address.getAddress()).getInt();
  }

  private static int hostMask(int length) {
    return length == 32 ? 0 : -1 >>> length;
  }

  @Override
  public String toString() {
    return address.getHostAddress() + "/" + length;
  }
}
