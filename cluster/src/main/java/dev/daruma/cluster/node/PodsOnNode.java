package dev.daruma.cluster.node;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pods that a drain moves: not those of a DaemonSet, which would come back at once, not those
 * that the kubelet runs from files, and not those that have ended. Source: kubectl drain.
 */
record PodsOnNode(List<Pod> pods) {
  /**
   * A pod to be moved.
   *
   * @param controlled whether something makes another one in its place
   */
  record Pod(String namespace, String name, boolean controlled) {
    @Override
    public String toString() {
      return namespace + "/" + name;
    }
  }

  PodsOnNode {
    pods = List.copyOf(pods);
  }

  static String path(HostName node) {
    return "/api/v1/pods?fieldSelector=spec.nodeName%3D" + node;
  }

  /** Reads a list of pods as the API gives it. */
  static PodsOnNode parse(String json) {
    try {
      List<Pod> pods = new ArrayList<>();
      for (JsonNode item : JsonMapper.shared().readTree(json).path("items")) {
        if (isMoved(item)) {
          JsonNode metadata = item.path("metadata");
          pods.add(
              new Pod(
                  metadata.path("namespace").asString(""),
                  metadata.path("name").asString(""),
                  controller(item).isPresent()));
        }
      }
      return new PodsOnNode(pods);
    } catch (JacksonException cutOff) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.COMMAND_FAILED,
              "list the pods of a node",
              "the answer is no JSON: " + cutOff.getOriginalMessage(),
              "see that the API answers, then run it again"));
    }
  }

  /** Where each pod of a list is, whatever it is. */
  static List<String> paths(String json) {
    return JsonMapper.shared()
        .readTree(json)
        .path("items")
        .valueStream()
        .map(item -> item.path("metadata"))
        .map(
            metadata ->
                "/api/v1/namespaces/"
                    + metadata.path("namespace").asString("")
                    + "/pods/"
                    + metadata.path("name").asString(""))
        .toList();
  }

  private static boolean isMoved(JsonNode pod) {
    String phase = pod.path("status").path("phase").asString("");
    return !phase.equals("Succeeded")
        && !phase.equals("Failed")
        && !pod.path("metadata").path("annotations").has("kubernetes.io/config.mirror")
        && !controller(pod).filter("DaemonSet"::equals).isPresent();
  }

  private static Optional<String> controller(JsonNode pod) {
    return pod.path("metadata")
        .path("ownerReferences")
        .valueStream()
        .filter(owner -> owner.path("controller").asBoolean(false))
        .map(owner -> owner.path("kind").asString(""))
        .findFirst();
  }

  /** Those that nothing would bring back elsewhere. */
  List<Pod> bare() {
    return pods.stream().filter(pod -> !pod.controlled()).toList();
  }
}
