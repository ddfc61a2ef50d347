package dev.daruma.cluster.status;

import dev.daruma.cluster.controlplane.ControlPlanes;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Output;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The nodes as one control plane's own API server tells them.
 *
 * @param answers whether that API server is ready
 */
record NodeReport(boolean answers, SortedMap<HostName, NodeState> nodes) {

  /** The same question that a plan asks; so both are answered once. */
  static Probe<NodeReport> probe(Site site, Host host) {
    Probe<?> asked = ControlPlanes.view(site, host);
    return Probe.of(asked.name(), asked.fragment(), NodeReport::parse);
  }

  static NodeReport parse(Output output) {
    if (!output.succeeded()) {
      return new NodeReport(false, new TreeMap<>());
    }
    SortedMap<HostName, NodeState> nodes = new TreeMap<>();
    try {
      for (JsonNode item : JsonMapper.shared().readTree(output.stdout()).path("items")) {
        String name = item.path("metadata").path("name").asString("");
        if (HostName.isValid(name)) {
          nodes.put(new HostName(name), node(item));
        }
      }
    } catch (JacksonException cutOff) {
      return new NodeReport(false, new TreeMap<>());
    }
    return new NodeReport(true, nodes);
  }

  private static NodeState node(JsonNode item) {
    JsonNode information = item.path("status").path("nodeInfo");
    String ready = "";
    String message = "the kubelet has said nothing of itself yet";
    for (JsonNode condition : item.path("status").path("conditions")) {
      if (condition.path("type").asString("").equals("Ready")) {
        ready = condition.path("status").asString("");
        message = condition.path("message").asString("");
      }
    }
    return new NodeState(
        ready.equals("True"),
        item.path("spec").path("unschedulable").asBoolean(false),
        message,
        information.path("kubeletVersion").asString(""),
        information.path("containerRuntimeVersion").asString(""));
  }
}
