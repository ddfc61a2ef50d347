package dev.daruma.cluster.facts;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The cluster as one control plane sees it through its own API server.
 *
 * @param answers whether that API server is ready
 * @param nodes what it knows of the nodes
 */
public record ClusterView(boolean answers, SortedMap<HostName, Node> nodes) {
  /**
   * A node.
   *
   * @param podCidr the range its pods get their addresses from; empty before one is given out
   */
  public record Node(Optional<String> podCidr, boolean ready) {}

  /**
   * Asks by curl, on one connection: kubectl takes longer to start than all other probes together.
   *
   * @param address the control plane's own address
   * @param port the API's port
   */
  public static Probe<ClusterView> probe(String address, int port) {
    String server = "https://" + address + ":" + port;
    return Probe.of(
        "cluster",
        Fragment.of(
            """
            [ -f /etc/kubernetes/admin.conf ] && cd /etc/kubernetes/pki || exit 3
            curl -fsS --fail-early --max-time 5 --cacert ca.crt --cert apiserver-kubelet-client.crt --key apiserver-kubelet-client.key -o /dev/null %s -o - %s || exit 4""",
            server + "/readyz", server + "/api/v1/nodes"),
        ClusterView::parse);
  }

  static ClusterView parse(Output output) {
    if (!output.succeeded()) {
      return new ClusterView(false, new TreeMap<>());
    }
    SortedMap<HostName, Node> nodes = new TreeMap<>();
    try {
      for (JsonNode item : JsonMapper.shared().readTree(output.stdout()).path("items")) {
        String name = item.path("metadata").path("name").asString("");
        if (HostName.isValid(name)) {
          nodes.put(new HostName(name), node(item));
        }
      }
    } catch (JacksonException cutOff) {
      return new ClusterView(false, new TreeMap<>());
    }
    return new ClusterView(true, nodes);
  }

  private static Node node(JsonNode item) {
    return new Node(
        item.path("spec").path("podCIDR").asStringOpt(),
        item.path("status")
            .path("conditions")
            .valueStream()
            .filter(condition -> condition.path("type").asString("").equals("Ready"))
            .anyMatch(condition -> condition.path("status").asString("").equals("True")));
  }
}
