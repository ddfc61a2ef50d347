package dev.daruma.cluster.network.calico;

import dev.daruma.cluster.site.Endpoint;
import dev.daruma.cluster.site.Host;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which objects of Calico's the cluster has, as one control plane sees it.
 *
 * @param identity what daruma has noted on them; empty where it has applied none
 */
public record AppliedNetwork(Optional<String> identity) {
  /** Where daruma notes what it has applied: the checksum of all objects. */
  static final String NOTE = "daruma.dev/manifest";

  public static Probe<AppliedNetwork> probe(Host controlPlane) {
    return Probe.of(
        "applied network",
        Fragment.of(
            """
            [ -f /etc/kubernetes/admin.conf ] && cd /etc/kubernetes/pki || exit 3
            curl -fsS --max-time 5 --noproxy '*' --cacert ca.crt --cert apiserver-kubelet-client.crt --key apiserver-kubelet-client.key %s""",
            "https://"
                + controlPlane.address().getHostAddress()
                + ":"
                + Endpoint.API_SERVER_PORT
                + "/apis/apps/v1/namespaces/kube-system/daemonsets/calico-node"),
        AppliedNetwork::parse);
  }

  static AppliedNetwork parse(Output output) {
    if (!output.succeeded()) {
      return new AppliedNetwork(Optional.empty());
    }
    try {
      return new AppliedNetwork(
          JsonMapper.shared()
              .readTree(output.stdout())
              .path("metadata")
              .path("annotations")
              .path(NOTE)
              .asStringOpt());
    } catch (JacksonException cutOff) {
      return new AppliedNetwork(Optional.empty());
    }
  }
}
