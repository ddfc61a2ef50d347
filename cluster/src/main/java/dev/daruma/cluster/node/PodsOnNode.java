package dev.daruma.cluster.node;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Fragment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pods that a drain moves: not those of a DaemonSet, which would come back at once, not those
 * that the kubelet runs from files, and not those that have ended. Source: kubectl drain.
 *
 * @param at when they were listed, by the clock of a control plane
 */
record PodsOnNode(Instant at, List<Pod> pods) {
  /**
   * A pod to be moved.
   *
   * @param owner what makes another one in its place, if anything does
   * @param graceUntil when it should have left, if it was asked to
   */
  record Pod(String namespace, String name, Optional<String> owner, Optional<Instant> graceUntil) {
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

  /** Prints what {@link #parse} reads. */
  static Fragment listing(KubernetesApi api, HostName node) {
    return Fragment.of("date -u +%%FT%%TZ\n%s", api.get(path(node)));
  }

  /** Reads a time, and from the next line on a list of pods as the API gives it. */
  static PodsOnNode parse(String answer) {
    try {
      int end = answer.indexOf('\n');
      Instant at = Instant.parse(answer.substring(0, end));
      List<Pod> pods = new ArrayList<>();
      for (JsonNode item : JsonMapper.shared().readTree(answer.substring(end)).path("items")) {
        if (isMoved(item)) {
          JsonNode metadata = item.path("metadata");
          pods.add(
              new Pod(
                  metadata.path("namespace").asString(""),
                  metadata.path("name").asString(""),
                  controller(item).map(PodsOnNode::owner),
                  metadata.path("deletionTimestamp").asStringOpt().map(Instant::parse)));
        }
      }
      return new PodsOnNode(at, pods);
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
        && !controller(pod).map(PodsOnNode::kind).filter("DaemonSet"::equals).isPresent();
  }

  private static Optional<JsonNode> controller(JsonNode pod) {
    return pod.path("metadata")
        .path("ownerReferences")
        .valueStream()
        .filter(owner -> owner.path("controller").asBoolean(false))
        .findFirst();
  }

  private static String kind(JsonNode owner) {
    return owner.path("kind").asString("");
  }

  private static String owner(JsonNode owner) {
    return kind(owner) + " " + owner.path("name").asString("");
  }

  /** Those that nothing would bring back elsewhere. */
  List<Pod> bare() {
    return pods.stream().filter(pod -> pod.owner().isEmpty()).toList();
  }
}
