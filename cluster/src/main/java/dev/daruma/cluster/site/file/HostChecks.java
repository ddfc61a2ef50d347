package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.shape.Dictionary;
import dev.daruma.cluster.site.shape.Findings;
import java.net.Inet4Address;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What must hold among the hosts. */
final class HostChecks {
  private static final Set<Role> BUILT =
      Set.of(Role.CONTROL_PLANE, Role.WORKER, Role.LOAD_BALANCER);

  private final Draft draft;
  private final Findings findings;

  private HostChecks(Draft draft, Findings findings) {
    this.draft = draft;
    this.findings = findings;
  }

  static void check(Draft draft, Findings findings) {
    var checks = new HostChecks(draft, findings);
    checks.addressesAreUnique();
    checks.addressesAreHosts();
    checks.rolesAreBuilt();
    checks.someHostLeads();
    checks.controlPlanesAreOdd();
    checks.someHostWorks();
    draft.hosts().forEach(host -> TaintChecks.check(host, findings));
  }

  private void addressesAreUnique() {
    Map<Inet4Address, Draft.Host> seen = new HashMap<>();
    for (var host : draft.hosts()) {
      host.address()
          .ifPresent(
              address -> {
                var first = seen.putIfAbsent(address.value(), host);
                if (first != null) {
                  findings.error(
                      address.place(),
                      "%s is already the address of %s (line %d)"
                          .formatted(
                              address.value().getHostAddress(),
                              first.name().value(),
                              first.name().place().line()),
                      "give each host an address of its own");
                }
              });
    }
  }

  private void addressesAreHosts() {
    draft.hosts().stream()
        .flatMap(host -> host.address().stream())
        .forEach(address -> SubnetChecks.isHostAddress(address, draft, findings));
  }

  private void rolesAreBuilt() {
    for (var host : draft.hosts()) {
      host.roles().stream()
          .filter(role -> !BUILT.contains(role.value()))
          .forEach(
              role ->
                  findings.warning(
                      role.place(),
                      "role \"%s\" is declared, but this version builds nothing for it yet"
                          .formatted(role.value()),
                      "it may stay, and is ignored"));
    }
  }

  private void someHostLeads() {
    draft
        .values()
        .find(SiteKeys.HOSTS)
        .filter(hosts -> rolesAreKnown() && draft.controlPlanes().isEmpty())
        .ifPresent(
            hosts ->
                findings.error(
                    hosts.place(),
                    hosts.value().entries().isEmpty()
                        ? "the site has no hosts"
                        : "no host has the role control-plane",
                    "declare three, such as master01: {address: 192.168.3.11,"
                        + " roles: [control-plane]}"));
  }

  /** A host that is misspelt may well be the control plane, and that is said already. */
  private boolean rolesAreKnown() {
    return draft.values().value(SiteKeys.HOSTS).filter(Dictionary.Content::whole).isPresent()
        && draft.hosts().stream().noneMatch(host -> host.roles().isEmpty());
  }

  /** Source: etcd's FAQ, "Why an odd number of cluster members?". */
  private void controlPlanesAreOdd() {
    var leading = draft.controlPlanes();
    int count = leading.size();
    if (count > 0 && count % 2 == 0) {
      int quorum = count / 2 + 1;
      findings.warning(
          leading.getLast().name().place(),
          "of %d control planes etcd needs %d, so %s may fail: no more than with %d"
              .formatted(count, quorum, count == quorum ? "none" : count - quorum, count - 1),
          "have %d or %d".formatted(count - 1, count + 1));
    }
  }

  private void someHostWorks() {
    var leading = draft.controlPlanes();
    if (!leading.isEmpty()
        && rolesAreKnown()
        && draft.hosts().stream().noneMatch(host -> host.is(Role.WORKER))) {
      findings.warning(
          leading.getFirst().name().place(),
          "no host has the role worker, so there is no place for workloads",
          "add a worker, or let control planes be workers too: roles: [control-plane, worker]");
    }
  }
}
