package dev.daruma.lab.host;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An IPv4 network. The base is its first address, host bits zero. */
record Subnet(int base, int prefixLength) {

  static Subnet of(Inet4Address address, int prefixLength) {
    return new Subnet(number(address) & mask(prefixLength), prefixLength);
  }

  /** Reads {@code 192.168.3.0/24}, or a lone address as a network of one. */
  static Subnet parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    int prefixLength = slash < 0 ? 32 : Integer.parseInt(text.substring(slash + 1));
    return of(Inet4Address.ofLiteral(address), prefixLength);
  }

  boolean contains(Inet4Address address) {
    return (number(address) & mask(prefixLength)) == base;
  }

  boolean overlaps(Subnet other) {
    int mask = mask(Math.min(prefixLength, other.prefixLength));
    return (base & mask) == (other.base & mask);
  }

  /** Addresses a host may have, the highest first. */
  Stream<Inet4Address> usableFromTop() {
    int last = base | ~mask(prefixLength);
    int count = Math.max(0, last - base - 1);
    return IntStream.range(0, count).mapToObj(i -> address(last - 1 - i));
  }

  boolean isUsable(Inet4Address address) {
    int number = number(address);
    return contains(address) && number != base && number != (base | ~mask(prefixLength));
  }

  @Override
  public String toString() {
    return address(base).getHostAddress() + "/" + prefixLength;
  }

  private static int mask(int prefixLength) {
    return prefixLength == 0 ? 0 : -1 << (32 - prefixLength);
  }

  private static int number(Inet4Address address) {
    return ByteBuffer.wrap(address.getAddress()).getInt();
  }

  private static Inet4Address address(int number) {
    try {
      return (Inet4Address) InetAddress.getByAddress(ByteBuffer.allocate(4).putInt(number).array());
    } catch (UnknownHostException e) {
      throw new AssertionError("four bytes are an address", e);
    }
  }
}
