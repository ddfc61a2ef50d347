package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.Cidr;
import dev.daruma.cluster.site.Endpoint;
import dev.daruma.cluster.site.shape.Findings;
import dev.daruma.cluster.site.shape.Placed;
import java.net.Inet4Address;

/** The virtual IP address among the hosts' own, and all of them in their subnet. */
final class SubnetChecks {
  private SubnetChecks() {}

  static void check(Draft draft, Findings findings) {
    draft
        .endpoint()
        .find(KubernetesKeys.ENDPOINT_ADDRESS)
        .filter(written -> draft.provider() != Endpoint.Provider.EXTERNAL)
        .flatMap(
            written ->
                Cidr.parseAddress(written.value())
                    .map(address -> new Placed<>(address, written.place(), written.written())))
        .ifPresent(
            virtual -> {
              isHostAddress(virtual, draft, findings);
              isFree(virtual, draft, findings);
              sharesSubnet(virtual, draft, findings);
            });
  }

  /** Neither the subnet's own address nor its broadcast address. */
  static void isHostAddress(Placed<Inet4Address> address, Draft draft, Findings findings) {
    var subnet = draft.subnetOf(address.value());
    var first = address.value().equals(subnet.network());
    if (first || address.value().equals(subnet.broadcast())) {
      findings.error(
          address.place(),
          "%s is the %s address of %s"
              .formatted(address.value().getHostAddress(), first ? "network" : "broadcast", subnet),
          "take another, or set prefixLength of kubernetes.endpoint when the subnet is no /%d"
              .formatted(draft.prefixLength()));
    }
  }

  private static void isFree(Placed<Inet4Address> virtual, Draft draft, Findings findings) {
    draft.hosts().stream()
        .filter(
            host -> host.address().filter(own -> own.value().equals(virtual.value())).isPresent())
        .findFirst()
        .ifPresent(
            host ->
                findings.error(
                    virtual.place(),
                    "the endpoint %s is the address of %s (line %d)"
                        .formatted(
                            virtual.value().getHostAddress(),
                            host.name().value(),
                            host.name().place().line()),
                    "take an address of %s that no machine has"
                        .formatted(draft.subnetOf(virtual.value()))));
  }

  /** VRRP moves an address among the hosts of one link only (RFC 5798, section 1.1). */
  private static void sharesSubnet(Placed<Inet4Address> virtual, Draft draft, Findings findings) {
    var subnet = draft.subnetOf(virtual.value());
    var strangers =
        draft.holders().stream()
            .filter(host -> host.address().filter(own -> !subnet.contains(own.value())).isPresent())
            .toList();
    if (strangers.isEmpty()) {
      return;
    }
    if (strangers.size() == draft.holders().size()) {
      var theirs = draft.subnetOf(strangers.getFirst().address().orElseThrow().value());
      findings.error(
          virtual.place(),
          "the endpoint %s is outside the %ss' subnet %s"
              .formatted(virtual.value().getHostAddress(), holder(draft), theirs),
          "take a free address of that subnet, or set prefixLength of kubernetes.endpoint when it"
              + " is no /%d".formatted(draft.prefixLength()));
      return;
    }
    for (var stranger : strangers) {
      findings.error(
          stranger.address().orElseThrow().place(),
          "%s %s is outside the endpoint's subnet %s"
              .formatted(holder(draft), stranger.name().value(), subnet),
          "the endpoint moves within one subnet only: take an address of it, or set prefixLength"
              + " of kubernetes.endpoint when it is no /%d".formatted(draft.prefixLength()));
    }
  }

  private static String holder(Draft draft) {
    return draft.holders().equals(draft.controlPlanes()) ? "control plane" : "load-balancer";
  }
}
