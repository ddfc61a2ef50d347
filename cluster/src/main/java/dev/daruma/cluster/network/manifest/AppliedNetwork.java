package dev.daruma.cluster.network.manifest;

import dev.daruma.cluster.site.Endpoint;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Network.Plugin;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the cluster has of a network plugin that came by its manifest, as one control plane sees it.
 *
 * @param plugin whose DaemonSet is there; empty where daruma has applied none
 * @param identity of all objects that daruma has applied, noted when the last of them was; empty
 *     when that was cut off
 * @param shape what cannot be changed once pods have addresses: the range, and how packets travel
 */
public record AppliedNetwork(
    Optional<Plugin> plugin, Optional<String> identity, Optional<String> shape) {
  private static final AppliedNetwork NOTHING =
      new AppliedNetwork(Optional.empty(), Optional.empty(), Optional.empty());

  /** The label by which daruma finds the DaemonSet again; its value is the plugin. */
  static final String PLUGIN = "daruma.dev/network";

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
                + "/apis/apps/v1/daemonsets?labelSelector=daruma.dev%2Fnetwork"),
        AppliedNetwork::parse);
  }

  static AppliedNetwork parse(Output output) {
    if (!output.succeeded()) {
      return NOTHING;
    }
    try {
      JsonNode metadata =
          JsonMapper.shared().readTree(output.stdout()).path("items").path(0).path("metadata");
      String label = metadata.path("labels").path(PLUGIN).asString("");
      JsonNode notes = metadata.path("annotations");
      return new AppliedNetwork(
          Arrays.stream(Plugin.values()).filter(each -> each.toString().equals(label)).findFirst(),
          notes.path(IDENTITY).asStringOpt(),
          notes.path(SHAPE).asStringOpt());
    } catch (JacksonException cutOff) {
      return NOTHING;
    }
  }
}
