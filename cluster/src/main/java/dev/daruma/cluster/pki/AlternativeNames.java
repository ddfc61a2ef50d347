package dev.daruma.cluster.pki;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The names a certificate is valid for (RFC 5280, 4.2.1.6), sorted and distinct.
 *
 * @param dnsNames in lower case; a wildcard may stand for the first label
 */
public record AlternativeNames(List<String> dnsNames, List<InetAddress> addresses) {
  public static final AlternativeNames NONE = new AlternativeNames(List.of(), List.of());

  private static final Comparator<InetAddress> ORDER =
      Comparator.<InetAddress>comparingInt(address -> address.getAddress().length)
          .thenComparing(address -> HexFormat.of().formatHex(address.getAddress()));

  public AlternativeNames {
    dnsNames =
        dnsNames.stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct().sorted().toList();
    TreeSet<InetAddress> sorted = new TreeSet<>(ORDER);
    sorted.addAll(addresses);
    addresses = List.copyOf(sorted);
  }

  /** Each value as what it is: an address when it reads as one, a DNS name otherwise. */
  public static AlternativeNames of(Collection<String> values) {
    return new AlternativeNames(
        values.stream().filter(value -> !isAddress(value)).toList(),
        values.stream().filter(AlternativeNames::isAddress).map(InetAddress::ofLiteral).toList());
  }

  private static boolean isAddress(String value) {
    try {
      return InetAddress.ofLiteral(value).getAddress().length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  public AlternativeNames and(AlternativeNames others) {
    return new AlternativeNames(
        Stream.concat(dnsNames.stream(), others.dnsNames.stream()).toList(),
        Stream.concat(addresses.stream(), others.addresses.stream()).toList());
  }

  /** Those of the others that are not here. */
  public AlternativeNames missing(AlternativeNames others) {
    return new AlternativeNames(
        others.dnsNames.stream().filter(name -> !dnsNames.contains(name)).toList(),
        others.addresses.stream().filter(address -> !addresses.contains(address)).toList());
  }

  public boolean isEmpty() {
    return dnsNames.isEmpty() && addresses.isEmpty();
  }

  /** Names first, then addresses. */
  public List<String> asText() {
    return Stream.concat(dnsNames.stream(), addresses.stream().map(InetAddress::getHostAddress))
        .toList();
  }
}
