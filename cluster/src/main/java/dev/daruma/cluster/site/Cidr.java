package dev.daruma.cluster.site;

import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IPv4 network.
 *
 * @param network its first address; no bit is set beyond the prefix
 * @param prefixLength 0 to 32
 */
public record Cidr(Inet4Address network, int prefixLength) {
  private static final Pattern FORM =
      Pattern.compile("((?:(?:0|[1-9]\\d{0,2})\\.){3}(?:0|[1-9]\\d{0,2}))/(\\d|[12]\\d|3[0-2])");

  /**
   * @throws IllegalArgumentException when the prefix is out of range or a bit is set beyond it
   */
  public Cidr {
    if (prefixLength < 0 || prefixLength > 32) {
      throw new IllegalArgumentException("no prefix length: " + prefixLength);
    }
    if ((bits(network) & ~mask(prefixLength)) != 0) {
      throw new IllegalArgumentException(
          network.getHostAddress() + " has bits beyond /" + prefixLength);
    }
  }

  /** The network of that prefix length which the address lies in. */
  public static Cidr around(Inet4Address address, int prefixLength) {
    return new Cidr(addressOf(bits(address) & mask(prefixLength)), prefixLength);
  }

  /**
   * Reads {@code 10.244.0.0/16}; empty when the form is wrong or a bit is set beyond the prefix.
   */
  public static Optional<Cidr> parse(String text) {
    return parseLoosely(text).filter(cidr -> cidr.toString().equals(text));
  }

  /** Reads {@code 10.244.3.7/16} as the network that the address lies in; empty when malformed. */
  public static Optional<Cidr> parseLoosely(String text) {
    var form = FORM.matcher(text);
    return form.matches()
        ? parseAddress(form.group(1))
            .map(address -> around(address, Integer.parseInt(form.group(2))))
        : Optional.empty();
  }

  /** Reads four decimal numbers of 0 to 255 without leading zeros; empty for anything else. */
  public static Optional<Inet4Address> parseAddress(String text) {
    var parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return Optional.empty();
    }
    int bits = 0;
    for (var part : parts) {
      if (!part.matches("0|[1-9]\\d{0,2}") || Integer.parseInt(part) > 255) {
        return Optional.empty();
      }
      bits = bits << 8 | Integer.parseInt(part);
    }
    return Optional.of(addressOf(bits));
  }

  public boolean contains(Inet4Address address) {
    return (bits(address) & mask(prefixLength)) == bits(network);
  }

  /** Whether all of the other's addresses are this one's too. */
  public boolean contains(Cidr other) {
    return other.prefixLength >= prefixLength && contains(other.network);
  }

  public boolean overlaps(Cidr other) {
    return contains(other.network) || other.contains(network);
  }

  /** How many addresses it has, 1 to 2^32. */
  public long size() {
    return 1L << (32 - prefixLength);
  }

  /**
   * The nth address, the network's own being number 0.
   *
   * @throws IllegalArgumentException when the network has no such address
   */
  public Inet4Address address(int n) {
    if (n < 0 || n >= size()) {
      throw new IllegalArgumentException("no address " + n + " in " + this);
    }
    return addressOf(bits(network) + n);
  }

  /** The last address. */
  public Inet4Address broadcast() {
    return addressOf(bits(network) | ~mask(prefixLength));
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + prefixLength;
  }

  private static int bits(Inet4Address address) {
    return ByteBuffer.wrap(address.getAddress()).getInt();
  }

  private static int mask(int prefixLength) {
    // A shift by 32 would be a shift by 0.
    return prefixLength == 0 ? 0 : -1 << (32 - prefixLength);
  }

  private static Inet4Address addressOf(int bits) {
    return Inet4Address.ofLiteral(
        "%d.%d.%d.%d".formatted(bits >>> 24, bits >> 16 & 255, bits >> 8 & 255, bits & 255));
  }
}
