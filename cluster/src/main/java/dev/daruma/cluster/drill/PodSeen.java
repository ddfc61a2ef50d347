package dev.daruma.cluster.drill;

import dev.daruma.cluster.drill.DrillReport.PodMove;
import dev.daruma.engine.host.HostName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A pod as the API tells of it.
 *
 * @param name with its namespace, {@code kube-system/coredns-x}
 * @param bound whether it belongs to its node, as those of daemon sets and static ones do
 * @param address empty while it has none
 */
public record PodSeen(
    String name, String uid, HostName node, boolean bound, boolean ready, String address) {

  /** Controllers whose pods never move to another node. */
  private static final Set<String> BOUND = Set.of("DaemonSet", "Node");

  /**
   * Those that have a node.
   *
   * @param list a PodList of v1
   */
  public static List<PodSeen> in(JsonNode list) {
    List<PodSeen> pods = new ArrayList<>();
    for (JsonNode pod : list.path("items")) {
      JsonNode metadata = pod.path("metadata");
      String node = pod.path("spec").path("nodeName").asString("");
      if (HostName.isValid(node) && !metadata.has("deletionTimestamp")) {
        boolean ready = false;
        for (JsonNode condition : pod.path("status").path("conditions")) {
          ready |=
              condition.path("type").asString("").equals("Ready")
                  && condition.path("status").asString("").equals("True");
        }
        pods.add(
            new PodSeen(
                metadata.path("namespace").asString("") + "/" + metadata.path("name").asString(""),
                metadata.path("uid").asString(""),
                new HostName(node),
                BOUND.contains(metadata.path("ownerReferences").path(0).path("kind").asString("")),
                ready,
                pod.path("status").path("podIP").asString("")));
      }
    }
    return pods;
  }

  /** Pods that are there after and were not before, except those that belong to their nodes. */
  public static List<PodMove> moved(List<PodSeen> before, List<PodSeen> after) {
    Set<String> known = before.stream().map(PodSeen::uid).collect(Collectors.toSet());
    return after.stream()
        .filter(pod -> !pod.bound() && !known.contains(pod.uid()))
        .map(pod -> new PodMove(pod.name(), pod.node()))
        .toList();
  }
}
