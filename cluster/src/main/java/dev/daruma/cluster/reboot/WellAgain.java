package dev.daruma.cluster.reboot;

import dev.daruma.cluster.controlplane.EtcdMembers;
import dev.daruma.cluster.controlplane.LivingControlPlane;
import dev.daruma.cluster.endpoint.EndpointAddress;
import dev.daruma.cluster.facts.ClusterView;
import dev.daruma.cluster.node.KubernetesApi;
import dev.daruma.cluster.site.Endpoint;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.plan.Work.Seen;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A host that has just started: what of it must be well before the next one may be interrupted. */
public record WellAgain(Work work, Site site, Host host) {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Duration LOOK = Duration.ofSeconds(15);

  /** For a node of the cluster. */
  public void await() {
    if (host.is(Role.CONTROL_PLANE)) {
      holds(
          "etcd and the API server on " + host.name() + " are ready",
          EtcdMembers.health().then(LivingControlPlane.isReady(site, host)));
    }
    holders().forEach(unit -> holds(unit + " runs on " + host.name(), runs(unit)));
    holds(
        "the kubelet on " + host.name() + " is healthy",
        Fragment.script("curl -fsS --max-time 3 --noproxy '*' http://127.0.0.1:10248/healthz"));
    ready();
  }

  /** For a host that is no node: it may have a part in the endpoint, or be about to get one. */
  void awaitEndpoint() {
    holders()
        .forEach(
            unit ->
                holds(
                    unit + " runs on " + host.name() + ", if it is to",
                    Fragment.of("! systemctl is-enabled --quiet %s || %s", unit, runs(unit))));
  }

  /** The units that hold the endpoint's address there. */
  private List<String> holders() {
    if (!EndpointAddress.candidates(site).contains(host)) {
      return List.of();
    }
    return site.kubernetes().endpoint().provider() == Endpoint.Provider.HAPROXY
        ? List.of("keepalived.service", "haproxy.service")
        : List.of("keepalived.service");
  }

  private static Fragment runs(String unit) {
    return Fragment.of("systemctl is-active %s", unit);
  }

  /**
   * That a node is Ready may have been said before it went down: a short absence is not noticed. So
   * its kubelet must have given a sign of life since. No clock is compared, only that the sign is
   * another one than before. Source: Kubernetes API 1.20, Lease, renewTime.
   */
  private void ready() {
    Host living = LivingControlPlane.find(work, site);
    String before =
        work.until(
            "the API tells the lease of node " + host.name(),
            LIMIT,
            () -> {
              String renewal = renewal(living);
              return renewal.isEmpty() ? Seen.notYet("it tells of none") : Seen.met(renewal);
            });
    Boolean _ =
        work.until(
            "node " + host.name() + " has given a sign of life and is Ready",
            LIMIT,
            () -> {
              String now = renewal(living);
              if (now.isEmpty() || now.equals(before)) {
                return Seen.notYet("the kubelet has not renewed its lease since " + before);
              }
              return isReady(living) ? Seen.met(true) : Seen.notYet("the node is not Ready");
            });
  }

  private String renewal(Host living) {
    return asked(
            living,
            "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/" + host.name().value())
        .map(lease -> lease.path("spec").path("renewTime").asString(""))
        .orElse("");
  }

  private boolean isReady(Host living) {
    return asked(living, "/api/v1/nodes/" + host.name().value())
        .filter(node -> ClusterView.Node.parse(node).ready())
        .isPresent();
  }

  /** Empty as long as there is no answer. */
  private Optional<JsonNode> asked(Host living, String path) {
    try {
      Output answer = work.shell(living.name()).run(new KubernetesApi(living).get(path), LOOK);
      return answer.succeeded()
          ? Optional.of(JsonMapper.shared().readTree(answer.stdout()))
          : Optional.empty();
    } catch (ProblemException silent) {
      return Optional.empty();
    }
  }

  private void holds(String condition, Fragment check) {
    Boolean _ =
        work.until(
            condition,
            LIMIT,
            () -> {
              try {
                Output answer = work.shell(host.name()).run(check, LOOK);
                return answer.succeeded()
                    ? Seen.met(true)
                    : Seen.notYet(
                        answer.said().isEmpty() ? "exit status " + answer.status() : answer.said());
              } catch (ProblemException away) {
                return Seen.notYet(away.problem().cause());
              }
            });
  }
}
