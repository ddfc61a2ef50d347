package dev.daruma.cluster.facts;

import dev.daruma.cluster.site.Taint;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.Collections;
import java.util.List;
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
   * @param address its internal address; empty where none is known
   * @param schedulable whether new pods may come
   * @param owned what daruma has noted on it of its own labels and taints
   */
  public record Node(
      Optional<String> podCidr,
      boolean ready,
      Optional<String> address,
      boolean schedulable,
      SortedMap<String, String> labels,
      List<Taint> taints,
      Optional<String> owned) {
    /** Where daruma notes which labels and taints of a node are its own. */
    public static final String OWNED = "daruma.dev/owned";

    private static final String CONTROL_PLANE = "node-role.kubernetes.io/control-plane";

    public Node {
      labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
      taints = List.copyOf(taints);
    }

    /** Whether kubeadm has made it a control plane: since 1.20 it gives this label. */
    public boolean isControlPlane() {
      return labels.containsKey(CONTROL_PLANE);
    }

    /** A node as the API gives it. */
    public static Node parse(JsonNode item) {
      JsonNode metadata = item.path("metadata");
      JsonNode spec = item.path("spec");
      JsonNode status = item.path("status");
      SortedMap<String, String> labels = new TreeMap<>();
      metadata
          .path("labels")
          .propertyStream()
          .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
      return new Node(
          spec.path("podCIDR").asStringOpt(),
          status
              .path("conditions")
              .valueStream()
              .filter(condition -> condition.path("type").asString("").equals("Ready"))
              .anyMatch(condition -> condition.path("status").asString("").equals("True")),
          status
              .path("addresses")
              .valueStream()
              .filter(address -> address.path("type").asString("").equals("InternalIP"))
              .map(address -> address.path("address").asString(""))
              .findFirst(),
          !spec.path("unschedulable").asBoolean(false),
          labels,
          spec.path("taints").valueStream().map(Node::taint).toList(),
          metadata.path("annotations").path(OWNED).asStringOpt());
    }

    private static Taint taint(JsonNode taint) {
      return new Taint(
          taint.path("key").asString(""),
          taint.path("value").asString(""),
          taint.path("effect").asString(""));
    }
  }

  /** Whether the cluster knows a node of this name and gives it no new pods. */
  public boolean isDrained(HostName name) {
    Node node = nodes.get(name);
    return node != null && !node.schedulable();
  }

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
          nodes.put(new HostName(name), Node.parse(item));
        }
      }
    } catch (JacksonException cutOff) {
      return new ClusterView(false, new TreeMap<>());
    }
    return new ClusterView(true, nodes);
  }
}
