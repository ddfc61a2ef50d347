package dev.daruma.cluster.os;

import dev.daruma.cluster.facts.OperatingSystem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A release of a distribution that daruma knows, and in what it differs from others as far as a
 * host's preparation depends on it.
 *
 * @param id as os-release(5) has it
 * @param version as os-release(5) has it
 * @param cgroups version of the hierarchy that it boots with. Source: its systemd's
 *     default-hierarchy
 * @param iptables kernel interface of its iptables, unless an alternative was chosen
 * @param resolver who answers on its hosts; kubeadm gives pods the list behind systemd-resolved
 * @param commandLine where a Raspberry Pi has the kernel's command line
 */
public record Distribution(
    String id,
    String version,
    String name,
    int cgroups,
    Iptables iptables,
    Resolver resolver,
    String commandLine) {
  private static final String FIRMWARE = "/boot/firmware/cmdline.txt";

  /** The oldest first of each. Raspberry Pi OS of 64 bits calls itself Debian. */
  public static final List<Distribution> ALL =
      List.of(
          new Distribution(
              "debian", "11", "Debian 11", 2, Iptables.NFT, Resolver.NONE, "/boot/cmdline.txt"),
          new Distribution("debian", "12", "Debian 12", 2, Iptables.NFT, Resolver.NONE, FIRMWARE),
          new Distribution("debian", "13", "Debian 13", 2, Iptables.NFT, Resolver.NONE, FIRMWARE),
          new Distribution(
              "ubuntu", "20.04", "Ubuntu 20.04", 1, Iptables.LEGACY, Resolver.SYSTEMD, FIRMWARE),
          new Distribution(
              "ubuntu", "22.04", "Ubuntu 22.04", 2, Iptables.NFT, Resolver.SYSTEMD, FIRMWARE),
          new Distribution(
              "ubuntu", "24.04", "Ubuntu 24.04", 2, Iptables.NFT, Resolver.SYSTEMD, FIRMWARE),
          new Distribution(
              "ubuntu", "26.04", "Ubuntu 26.04", 2, Iptables.NFT, Resolver.SYSTEMD, FIRMWARE));

  /** Whose packages bundles are made of. */
  public static final Distribution OF_BUNDLES = ALL.get(1);

  /** Which kernel interface rules are written by. */
  public enum Iptables {
    LEGACY,
    NFT
  }

  /** Who answers questions for names on the host itself. */
  public enum Resolver {
    NONE,
    SYSTEMD
  }

  /** The one that a host has; empty when it is unknown. */
  public static Optional<Distribution> of(OperatingSystem system) {
    return ALL.stream()
        .filter(each -> each.id.equals(system.id()) && each.version.equals(system.version()))
        .findFirst();
  }

  /** All of them as a Markdown table. */
  static String table() {
    StringBuilder table =
        new StringBuilder(
            """
            | system | boots with cgroups | iptables by | names on the host by | command line of a Raspberry Pi |
            | --- | --- | --- | --- | --- |
            """);
    for (Distribution each : ALL) {
      table.append(
          "| %s | v%d | %s | %s | `%s` |\n"
              .formatted(
                  each.name,
                  each.cgroups,
                  each.iptables.name().toLowerCase(Locale.ROOT),
                  each.resolver == Resolver.SYSTEMD ? "systemd-resolved" : "/etc/resolv.conf",
                  each.commandLine));
    }
    return table.toString();
  }

  /** All of them, for people. */
  public static String names() {
    return String.join(", ", ALL.stream().map(Distribution::name).toList());
  }
}
