package dev.daruma.cluster.endpoint;

import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.shell.Fragment;
import java.util.List;

/** The endpoint's address: which hosts may have it, and how a host is asked whether it has. */
public final class EndpointAddress {
  private EndpointAddress() {}

  /** Those that may hold it; one of them does, if all is well. */
  public static List<Host> candidates(Site site) {
    return switch (site.kubernetes().endpoint().provider()) {
      case KEEPALIVED -> site.controlPlanes();
      case HAPROXY -> site.loadBalancers().isEmpty() ? site.controlPlanes() : site.loadBalancers();
      case EXTERNAL -> List.of();
    };
  }

  /**
   * Succeeds on a node that is served there, whoever holds it. The version is told to anybody
   * (Kubernetes documentation, "system:public-info-viewer").
   */
  public static Fragment answers(Site site) {
    return Fragment.of(
        "curl -fsS -o /dev/null --max-time 5 --noproxy '*' --cacert /etc/kubernetes/pki/ca.crt %s",
        site.kubernetes().endpoint().server() + "/version");
  }

  /**
   * Succeeds on a host that holds it. Only asked of candidates: what somebody else holds may be a
   * name. Source: ip-address(8).
   */
  public static Fragment isHere(Site site) {
    return Fragment.of("ip -o address show to %s | grep -q .", site.kubernetes().endpoint().host());
  }
}
