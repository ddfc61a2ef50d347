package dev.daruma.cluster.drill;

import dev.daruma.engine.host.HostName;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * A node as the API tells of it.
 *
 * @param heartbeat when its kubelet last said so, as the API writes it; changes when a kubelet
 *     starts
 */
public record NodeSeen(boolean ready, String heartbeat) {

  /**
   * @param list a NodeList of v1
   */
  public static Map<HostName, NodeSeen> in(JsonNode list) {
    Map<HostName, NodeSeen> nodes = new TreeMap<>();
    for (JsonNode node : list.path("items")) {
      String name = node.path("metadata").path("name").asString("");
      for (JsonNode condition : node.path("status").path("conditions")) {
        if (HostName.isValid(name) && condition.path("type").asString("").equals("Ready")) {
          nodes.put(
              new HostName(name),
              new NodeSeen(
                  condition.path("status").asString("").equals("True"),
                  condition.path("lastHeartbeatTime").asString("")));
        }
      }
    }
    return nodes;
  }
}
