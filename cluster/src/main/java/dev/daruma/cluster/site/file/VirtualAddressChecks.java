package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.Cidr;
import dev.daruma.cluster.site.Endpoint;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.VirtualAddress;
import dev.daruma.cluster.site.shape.Findings;
import dev.daruma.cluster.site.shape.Nearest;
import dev.daruma.cluster.site.shape.Place;
import dev.daruma.cluster.site.shape.Placed;
import dev.daruma.cluster.site.shape.Values;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must hold among {@code virtualAddresses}, the hosts and the endpoint. */
final class VirtualAddressChecks {
  private static final String ENDPOINT = "kubernetes.endpoint";

  /** Each has a priority of its own (RFC 5798, 5.2.4), below the highest ones. */
  private static final int MOST_HOLDERS = 224;

  private final Draft draft;
  private final Findings findings;

  private VirtualAddressChecks(Draft draft, Findings findings) {
    this.draft = draft;
    this.findings = findings;
  }

  static void check(Draft draft, Findings findings) {
    var checks = new VirtualAddressChecks(draft, findings);
    for (var entry : draft.virtualAddresses()) {
      checks.someHostsHoldIt(entry);
      checks.namedHostsAreKnown(entry.value());
      checks.holdersAreBuilt(entry);
      checks.addressesSuitTheGroup(entry.value());
    }
    checks.addressesAreFree();
    checks.routerIdsAreDistinct();
  }

  private void someHostsHoldIt(Placed<Values> entry) {
    var role = entry.value().find(VirtualAddressKeys.ROLE);
    var hosts = entry.value().find(VirtualAddressKeys.HOSTS);
    boolean wrong =
        entry.value().isWrong(VirtualAddressKeys.ROLE)
            || entry.value().isWrong(VirtualAddressKeys.HOSTS);
    if (role.isEmpty() && hosts.isEmpty() && !wrong) {
      findings.error(
          entry.place(),
          "nobody is to hold this virtual address",
          "add hosts, such as hosts: [node01, node02], or role, such as role: storage");
    } else if (role.isPresent() && hosts.isPresent()) {
      findings.error(
          role.get().place(),
          "a virtual address has hosts or a role, and not both",
          "leave one of the two out");
    } else if (role.isPresent() && draft.holders(entry.value()).isEmpty()) {
      findings.error(
          role.get().place(),
          "no host has the role %s".formatted(role.get().value()),
          "give it to the hosts that are to hold the address");
    }
  }

  private void namedHostsAreKnown(Values virtual) {
    var names = draft.hosts().stream().map(host -> host.name().value().value()).toList();
    for (var named : virtual.value(VirtualAddressKeys.HOSTS).orElse(List.of())) {
      if (!names.contains(named.value().value())) {
        findings.error(
            named.place(),
            "the site has no host %s".formatted(named.value()),
            Nearest.to(named.value().value(), names)
                .map("did you mean \"%s\"?"::formatted)
                .orElseGet(() -> "the hosts are " + String.join(", ", names)));
      }
    }
  }

  private void holdersAreBuilt(Placed<Values> entry) {
    int holders = draft.holders(entry.value()).size();
    if (holders > MOST_HOLDERS) {
      findings.error(
          entry.place(),
          "%d hosts cannot hold a virtual address by turns".formatted(holders),
          "name at most %d, by hosts or by a role".formatted(MOST_HOLDERS));
    }
    draft.holders(entry.value()).stream()
        .filter(host -> !host.isNode() && !host.is(Role.LOAD_BALANCER))
        .findFirst()
        .ifPresent(
            host ->
                findings.error(
                    entry.place(),
                    "%s is to hold a virtual address, and is no control plane, worker or load-balancer"
                        .formatted(host.name().value()),
                    "give it the role worker as well: this version prepares no other hosts"));
  }

  /** Adverts go between the hosts' IPv4 addresses, and within one link (RFC 5798, section 1.1). */
  private void addressesSuitTheGroup(Values virtual) {
    var addresses = virtual.value(VirtualAddressKeys.ADDRESS).orElse(List.of());
    if (!addresses.isEmpty() && !(addresses.getFirst().value() instanceof Inet4Address)) {
      findings.error(
          addresses.getFirst().place(),
          "%s is IPv6 and stands first".formatted(text(addresses.getFirst())),
          "write an IPv4 address of the hosts' subnet before it, as in [192.168.3.9, fd00::9]: they"
              + " move together");
    }
    for (var placed : addresses) {
      if (placed.value() instanceof Inet4Address address) {
        SubnetChecks.isHostAddress(
            new Placed<>(address, placed.place(), placed.written()), draft, findings);
        sharesSubnet(address, placed.place(), virtual);
      }
    }
  }

  private void sharesSubnet(Inet4Address address, Place place, Values virtual) {
    var subnet = draft.subnetOf(address);
    draft.holders(virtual).stream()
        .filter(host -> host.address().filter(own -> !subnet.contains(own.value())).isPresent())
        .findFirst()
        .ifPresent(
            stranger ->
                findings.error(
                    place,
                    "%s is to hold %s and is outside its subnet %s"
                        .formatted(stranger.name().value(), address.getHostAddress(), subnet),
                    "an address moves within one subnet only: take one of the hosts', or set"
                        + " prefixLength of kubernetes.endpoint when it is no /%d"
                            .formatted(draft.prefixLength())));
  }

  private void addressesAreFree() {
    Map<InetAddress, String> taken = new HashMap<>();
    for (var host : draft.hosts()) {
      host.address()
          .ifPresent(own -> taken.put(own.value(), "the address of " + host.name().value()));
    }
    endpoint().ifPresent(address -> taken.put(address, "that of " + ENDPOINT));
    for (var entry : draft.virtualAddresses()) {
      for (var placed : entry.value().value(VirtualAddressKeys.ADDRESS).orElse(List.of())) {
        var owner = taken.putIfAbsent(placed.value(), "the one of line " + placed.place().line());
        if (owner != null) {
          findings.error(
              placed.place(),
              "the virtual address %s is %s".formatted(text(placed), owner),
              "take an address that nobody has");
        }
      }
    }
  }

  /** Two virtual routers of one id on a link take each other's adverts for their own. */
  private void routerIdsAreDistinct() {
    Map<Integer, String> taken = new HashMap<>();
    endpoint()
        .ifPresent(
            address ->
                taken.put(
                    draft
                        .endpoint()
                        .value(KubernetesKeys.ENDPOINT_ROUTER_ID)
                        .map(Math::toIntExact)
                        .orElseGet(() -> VirtualAddress.identifierOf(address)),
                    ENDPOINT));
    for (var entry : draft.virtualAddresses()) {
      var written = entry.value().find(VirtualAddressKeys.ROUTER_ID);
      var first =
          entry.value().value(VirtualAddressKeys.ADDRESS).orElse(List.of()).stream()
              .findFirst()
              .filter(placed -> placed.value() instanceof Inet4Address);
      if (first.isEmpty()) {
        continue;
      }
      int identifier =
          written
              .map(placed -> Math.toIntExact(placed.value()))
              .orElseGet(() -> VirtualAddress.identifierOf(first.get().value()));
      var owner = taken.putIfAbsent(identifier, text(first.get()));
      if (owner != null) {
        findings.error(
            written.map(Placed::place).orElseGet(() -> first.get().place()),
            "%s would have the virtual router id %d, as %s has"
                .formatted(text(first.get()), identifier, owner),
            "set routerId to another number from 1 to 255");
      }
    }
  }

  /** The endpoint's address where the site's own hosts hold it. */
  private Optional<Inet4Address> endpoint() {
    return draft.provider() == Endpoint.Provider.EXTERNAL
        ? Optional.empty()
        : draft.endpoint().value(KubernetesKeys.ENDPOINT_ADDRESS).flatMap(Cidr::parseAddress);
  }

  private static String text(Placed<InetAddress> address) {
    return address.value().getHostAddress();
  }
}
