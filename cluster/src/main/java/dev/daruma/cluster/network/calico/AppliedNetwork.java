package dev.daruma.cluster.network.calico;

import dev.daruma.cluster.site.Endpoint;
import dev.daruma.cluster.site.Host;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the cluster has of Calico's, as one control plane sees it.
 *
 * @param present whether Calico's DaemonSet is there
 * @param identity of all objects that daruma has applied, noted when the last of them was; empty
 *     when that was cut off
 * @param shape what cannot be changed once pods have addresses: the range, and how packets travel
 */
public record AppliedNetwork(boolean present, Optional<String> identity, Optional<String> shape) {
  private static final AppliedNetwork NOTHING =
      new AppliedNetwork(false, Optional.empty(), Optional.empty());

  /** Where daruma notes the checksum of all that it has applied. */
  static final String IDENTITY = "daruma.dev/manifest";

  /** Where it notes the shape. */
  static final String SHAPE = "daruma.dev/network-shape";

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
      return NOTHING;
    }
    try {
      JsonNode notes =
          JsonMapper.shared().readTree(output.stdout()).path("metadata").path("annotations");
      return new AppliedNetwork(
          true, notes.path(IDENTITY).asStringOpt(), notes.path(SHAPE).asStringOpt());
    } catch (JacksonException cutOff) {
      return NOTHING;
    }
  }
}
