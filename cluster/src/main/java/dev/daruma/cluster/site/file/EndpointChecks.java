package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.Cidr;
import dev.daruma.cluster.site.Endpoint;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.shape.Findings;
import dev.daruma.cluster.site.shape.Placed;
import java.util.Map;
import java.util.Optional;

/** What must hold between the endpoint's provider, its address, its port and the hosts' roles. */
final class EndpointChecks {
  /**
   * Who else listens on a control plane. Source: Kubernetes documentation, "ports and protocols".
   */
  private static final Map<Integer, String> OF_CONTROL_PLANES =
      Map.of(
          22, "sshd",
          179, "BIRD",
          2379, "etcd",
          2380, "etcd",
          2381, "etcd",
          6443, "their API servers",
          10250, "the kubelet",
          10256, "kube-proxy",
          10257, "kube-controller-manager",
          10259, "kube-scheduler");

  private final Draft draft;
  private final Findings findings;

  private EndpointChecks(Draft draft, Findings findings) {
    this.draft = draft;
    this.findings = findings;
  }

  static void check(Draft draft, Findings findings) {
    var checks = new EndpointChecks(draft, findings);
    checks.addressSuitsProvider();
    checks.portSuitsProvider();
    checks.rolesSuitProvider();
    checks.routerIdIsOfUse();
  }

  private void addressSuitsProvider() {
    draft
        .endpoint()
        .find(KubernetesKeys.ENDPOINT_ADDRESS)
        .filter(address -> draft.provider() != Endpoint.Provider.EXTERNAL)
        .filter(address -> Cidr.parseAddress(address.value()).isEmpty())
        .ifPresent(
            address ->
                findings.error(
                    address.place(),
                    "%s is a name, and provider %s moves an address between hosts"
                        .formatted(address.value(), draft.provider()),
                    "write a free IPv4 address of their subnet, or provider: external when somebody"
                        + " else holds that name"));
  }

  private void portSuitsProvider() {
    Optional<Placed<Long>> port = draft.endpoint().find(KubernetesKeys.ENDPOINT_PORT);
    if (port.isEmpty()) {
      return;
    }
    int number = Math.toIntExact(port.get().value());
    switch (draft.provider()) {
      case KEEPALIVED -> {
        if (number != Endpoint.API_SERVER_PORT) {
          findings.error(
              port.get().place(),
              "port %d: keepalived brings the address to the API servers themselves, which listen on %d"
                  .formatted(number, Endpoint.API_SERVER_PORT),
              "leave port out, or take provider: haproxy, which listens on a port of its own");
        }
      }
      case HAPROXY -> {
        if (draft.loadBalancers().isEmpty() && OF_CONTROL_PLANES.containsKey(number)) {
          findings.error(
              port.get().place(),
              "HAProxy cannot have port %d of the control planes, where %s listens"
                  .formatted(number, OF_CONTROL_PLANES.get(number))
                  .replace("servers listens", "servers listen"),
              "take another, such as 8443, or give hosts of their own the role load-balancer");
        }
      }
      case EXTERNAL -> {}
    }
  }

  private void rolesSuitProvider() {
    for (Draft.Host host : draft.loadBalancers()) {
      var role =
          host.roles().stream()
              .filter(placed -> placed.value() == Role.LOAD_BALANCER)
              .findFirst()
              .orElseThrow();
      if (draft.provider() != Endpoint.Provider.HAPROXY) {
        findings.error(
            role.place(),
            "%s is a load-balancer, and provider %s has no use for one"
                .formatted(host.name().value(), draft.provider()),
            "set provider: haproxy of kubernetes.endpoint, or leave the role out");
      } else if (host.is(Role.CONTROL_PLANE)) {
        findings.error(
            role.place(),
            "%s cannot be load-balancer and control plane at once".formatted(host.name().value()),
            "leave the role load-balancer out: where no host has it, HAProxy runs on the control planes");
      }
    }
  }

  private void routerIdIsOfUse() {
    draft
        .endpoint()
        .find(KubernetesKeys.ENDPOINT_ROUTER_ID)
        .filter(id -> draft.provider() == Endpoint.Provider.EXTERNAL)
        .ifPresent(
            id ->
                findings.error(
                    id.place(),
                    "routerId says nothing of an external endpoint",
                    "leave it out; only an address that the site's own hosts hold has one"));
  }
}
