package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.Cidr;
import dev.daruma.cluster.site.shape.Parsed;
import dev.daruma.cluster.site.shape.Scalar;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** How addresses and networks are written. */
final class Addresses {
  private Addresses() {}

  private static final String NUMBER = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final String FOUR_NUMBERS = "(" + NUMBER + "\\.){3}" + NUMBER;

  static final Scalar<Inet4Address> HOST = address("192.168.3.11");

  /** An address, or a name that is looked up, which some providers can do with. */
  static final Scalar<String> ENDPOINT =
      Scalar.text(
          "an IPv4 address or a DNS name",
          "192.168.3.10",
          "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$",
          text -> parseEndpoint(text, "192.168.3.10"));

  /** An address that hosts hold by turns. */
  static final Scalar<InetAddress> VIRTUAL =
      Scalar.text(
          "an IPv4 or IPv6 address",
          "192.168.3.9",
          "^[0-9a-fA-F:.]+$",
          text -> parseVirtual(text, "192.168.3.9"));

  static final Scalar<Cidr> PODS = network("10.244.0.0/16");
  static final Scalar<Cidr> SERVICES = network("10.96.0.0/12");

  private static Scalar<Inet4Address> address(String example) {
    return Scalar.text(
        "an IPv4 address", example, "^" + FOUR_NUMBERS + "$", text -> parse(text, example));
  }

  private static Scalar<Cidr> network(String example) {
    return Scalar.text(
        "an IPv4 network",
        example,
        "^" + FOUR_NUMBERS + "/([0-9]|[12][0-9]|3[0-2])$",
        text -> parseNetwork(text, example));
  }

  /** Without a letter that no number has, it is an address or a mistake, and never a name. */
  private static Parsed<String> parseEndpoint(String text, String example) {
    if (text.matches("[^:/]*[a-z][^:/]*")) {
      return Names.isDomain(text)
          ? Parsed.good(text)
          : Parsed.bad(
              "\"%s\" is neither an IPv4 address nor a DNS name".formatted(text),
              "write it like %s or api.example.com, without scheme and port".formatted(example));
    }
    return switch (parse(text, example)) {
      case Parsed.Good<Inet4Address>(var address) -> Parsed.good(address.getHostAddress());
      case Parsed.Bad<Inet4Address>(var what, var remedy) -> Parsed.bad(what, remedy);
    };
  }

  private static Parsed<InetAddress> parseVirtual(String text, String example) {
    if (isIpv6(text)) {
      InetAddress address = InetAddress.ofLiteral(text);
      return address.isAnyLocalAddress()
              || address.isLoopbackAddress()
              || address.isLinkLocalAddress()
              || address.isMulticastAddress()
          ? Parsed.bad(
              "%s leads to no host of the network".formatted(text),
              "write a global or a unique local address, such as fd00::9")
          : Parsed.good(address);
    }
    return switch (parse(text, example)) {
      case Parsed.Good<Inet4Address>(var address) -> Parsed.good(address);
      case Parsed.Bad<Inet4Address>(var what, var remedy) -> Parsed.bad(what, remedy);
    };
  }

  private static Parsed<Inet4Address> parse(String text, String example) {
    return Cidr.parseAddress(text).map(Addresses::usable).orElseGet(() -> malformed(text, example));
  }

  private static Parsed<Inet4Address> usable(Inet4Address address) {
    return special(address)
        .<Parsed<Inet4Address>>map(
            kind ->
                Parsed.bad(
                    "%s is %s".formatted(address.getHostAddress(), kind),
                    "write an address at which the hosts reach each other"))
        .orElseGet(() -> Parsed.good(address));
  }

  /** What an address is that no host can have; the blocks are those of RFC 6890. */
  private static Optional<String> special(Inet4Address address) {
    int first = address.getAddress()[0] & 255;
    if (address.isLoopbackAddress()) {
      return Optional.of("a loopback address");
    }
    if (address.isMulticastAddress()) {
      return Optional.of("a multicast address");
    }
    if (address.isLinkLocalAddress()) {
      return Optional.of("a link-local address");
    }
    return first == 0 || first >= 240 ? Optional.of("a reserved address") : Optional.empty();
  }

  private static Parsed<Inet4Address> malformed(String text, String example) {
    var slash = text.indexOf('/');
    if (slash > 0 && Cidr.parseAddress(text.substring(0, slash)).isPresent()) {
      return Parsed.bad(
          "\"%s\" has a prefix length".formatted(text),
          "write the address alone: " + text.substring(0, slash));
    }
    var colon = text.indexOf(':');
    if (colon > 0 && Cidr.parseAddress(text.substring(0, colon)).isPresent()) {
      return Parsed.bad(
          "\"%s\" has a port".formatted(text),
          "write the address alone, %s; a port has a key of its own"
              .formatted(text.substring(0, colon)));
    }
    if (isIpv6(text)) {
      return Parsed.bad(
          "\"%s\" is an IPv6 address, which this version does not build with".formatted(text),
          "write the IPv4 address");
    }
    return withoutZeros(text)
        .<Parsed<Inet4Address>>map(
            plain -> Parsed.bad("\"%s\" has leading zeros".formatted(text), "write it as " + plain))
        .orElseGet(
            () ->
                Parsed.bad(
                    "\"%s\" is no IPv4 address".formatted(text),
                    "write four numbers from 0 to 255, such as %s (names are not looked up)"
                        .formatted(example)));
  }

  /** Some programs take a leading zero for octal (inet_aton(3)), so none may stand. */
  private static Optional<String> withoutZeros(String text) {
    return text.matches("\\d{1,9}(\\.\\d{1,9}){3}")
        ? Optional.of(
                Arrays.stream(text.split("\\."))
                    .map(part -> String.valueOf(Integer.parseInt(part)))
                    .collect(Collectors.joining(".")))
            .filter(plain -> Cidr.parseAddress(plain).isPresent())
        : Optional.empty();
  }

  static boolean isIpv6(String text) {
    try {
      return text.contains(":") && InetAddress.ofLiteral(text) instanceof Inet6Address;
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private static Parsed<Cidr> parseNetwork(String text, String example) {
    var loose = Cidr.parseLoosely(text);
    if (loose.isEmpty()) {
      return Parsed.bad(
          "\"%s\" is no IPv4 network".formatted(text),
          "write an address and a prefix length, such as " + example);
    }
    var cidr = loose.get();
    if (!cidr.toString().equals(text)) {
      return Parsed.bad(
          "\"%s\" has bits set beyond its prefix".formatted(text), "write the network as " + cidr);
    }
    return special(cidr.network())
        .<Parsed<Cidr>>map(
            kind ->
                Parsed.bad(
                    "%s begins with %s".formatted(cidr, kind),
                    "take a private network, such as " + example))
        .orElseGet(() -> Parsed.good(cidr));
  }
}
