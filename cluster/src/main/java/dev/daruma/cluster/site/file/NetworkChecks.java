package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.Cidr;
import dev.daruma.cluster.site.shape.Findings;
import dev.daruma.cluster.site.shape.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The networks of pods, services and hosts: apart from each other, and large enough. */
final class NetworkChecks {
  private static final int NODE_PREFIX = 24;
  private static final List<Cidr> FOR_PODS =
      cidrs("10.244.0.0/16", "10.200.0.0/16", "172.20.0.0/16", "192.168.0.0/16");
  private static final List<Cidr> FOR_SERVICES =
      cidrs("10.96.0.0/12", "10.32.0.0/12", "172.16.0.0/12", "192.168.128.0/17");

  private final Draft draft;
  private final Findings findings;

  private NetworkChecks(Draft draft, Findings findings) {
    this.draft = draft;
    this.findings = findings;
  }

  static void check(Draft draft, Findings findings) {
    var checks = new NetworkChecks(draft, findings);
    var pods = draft.kubernetes().find(KubernetesKeys.POD_CIDR);
    var services = draft.kubernetes().find(KubernetesKeys.SERVICE_CIDR);
    pods.ifPresent(checks::podsFit);
    services.ifPresent(checks::servicesFit);
    pods.ifPresent(cidr -> checks.avoidsHosts("podCidr", cidr, services, FOR_PODS));
    services.ifPresent(cidr -> checks.avoidsHosts("serviceCidr", cidr, pods, FOR_SERVICES));
    if (pods.isPresent() && services.isPresent()) {
      checks.stayApart(pods.get(), services.get());
    }
  }

  private void avoidsHosts(
      String key, Placed<Cidr> cidr, Optional<Placed<Cidr>> other, List<Cidr> candidates) {
    draft.hostNetworks().stream()
        .filter(cidr.value()::overlaps)
        .findFirst()
        .ifPresent(
            hosts ->
                findings.error(
                    cidr.place(),
                    "%s overlaps the hosts' network %s".formatted(named(key, cidr), hosts),
                    "set %s to %s".formatted(key, free(candidates, other))));
  }

  private void stayApart(Placed<Cidr> pods, Placed<Cidr> services) {
    if (!pods.value().overlaps(services.value())) {
      return;
    }
    // The one that is written is the one to mend.
    var mendPods = pods.written() || !services.written();
    findings.error(
        mendPods ? pods.place() : services.place(),
        mendPods
            ? "%s overlaps %s".formatted(named("podCidr", pods), named("serviceCidr", services))
            : "%s overlaps %s".formatted(named("serviceCidr", services), named("podCidr", pods)),
        mendPods
            ? "set podCidr to " + free(FOR_PODS, Optional.of(services))
            : "set serviceCidr to " + free(FOR_SERVICES, Optional.of(pods)));
  }

  /** Sources: kubeadm's podSubnet must be /8 to /24 with a node mask of 24 (ValidatePodSubnet). */
  private void podsFit(Placed<Cidr> pods) {
    long nodes = Math.max(1, draft.hosts().stream().filter(Draft.Host::isNode).count());
    int longest = NODE_PREFIX - (Long.SIZE - Long.numberOfLeadingZeros(nodes - 1));
    if (pods.value().prefixLength() > longest) {
      findings.error(
          pods.place(),
          "%s is too small for a /%d on each of %d nodes"
              .formatted(named("podCidr", pods), NODE_PREFIX, nodes),
          "make it a /%d or larger; a /16 leaves room to grow".formatted(longest));
    } else if (pods.value().prefixLength() < 8) {
      findings.error(
          pods.place(),
          "%s is too large".formatted(named("podCidr", pods)),
          "make it a /8 or smaller, such as 10.244.0.0/16");
    }
  }

  /**
   * Sources: kube-apiserver takes at most 20 bits of hosts (validateClusterIPFlags); kubeadm wants
   * at least 10 addresses, as DNS has the tenth (MinimumAddressesInServiceSubnet).
   */
  private void servicesFit(Placed<Cidr> services) {
    if (services.value().prefixLength() < 12) {
      findings.error(
          services.place(),
          "%s is too large for kube-apiserver".formatted(named("serviceCidr", services)),
          "make it a /12 or smaller, such as 10.96.0.0/12");
    } else if (services.value().prefixLength() > 28) {
      findings.error(
          services.place(),
          "%s has %d addresses, and DNS is at the tenth"
              .formatted(named("serviceCidr", services), services.value().size()),
          "make it a /28 or larger, such as 10.96.0.0/12");
    }
  }

  private String free(List<Cidr> candidates, Optional<Placed<Cidr>> other) {
    var taken = new ArrayList<>(draft.hostNetworks());
    other.ifPresent(cidr -> taken.add(cidr.value()));
    return candidates.stream()
        .filter(candidate -> taken.stream().noneMatch(candidate::overlaps))
        .findFirst()
        .map(candidate -> "a network of its own, such as " + candidate)
        .orElse("a network of its own");
  }

  private static String named(String key, Placed<Cidr> cidr) {
    return "%s %s%s".formatted(key, cidr.value(), cidr.written() ? "" : " (the default)");
  }

  private static List<Cidr> cidrs(String... texts) {
    return List.of(texts).stream().map(text -> Cidr.parse(text).orElseThrow()).toList();
  }
}
