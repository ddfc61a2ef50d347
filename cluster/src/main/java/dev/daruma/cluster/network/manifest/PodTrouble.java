package dev.daruma.cluster.network.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What keeps pods from being ready, in the words of the kubelet. Source: Kubernetes API reference,
 * PodStatus and Event.
 */
final class PodTrouble {
  /** What the kubelet says of an image that it will ask for again. */
  static final String NO_IMAGE = "ImagePullBackOff";

  private PodTrouble() {}

  /**
   * @param plugin whose they are, as people write it
   * @param pods a PodList
   * @param template the settings that its pods have to have, if it matters
   * @param failures an EventList of what failed, the latest last
   * @return empty when there is a pod and all are ready
   */
  static Optional<String> of(
      String plugin, JsonNode pods, Optional<String> template, JsonNode failures) {
    if (pods.path("items").isEmpty()) {
      return Optional.of("there is no pod of %s on it yet".formatted(plugin));
    }
    List<String> troubles = new ArrayList<>();
    for (JsonNode pod : pods.path("items")) {
      JsonNode settings = pod.path("metadata").path("annotations").path(PluginObjects.TEMPLATE);
      if (template.isPresent() && !template.equals(settings.asStringOpt())) {
        troubles.add("its pod still has the settings of before");
      } else {
        ofPod(pod, failures, troubles);
      }
    }
    return troubles.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", troubles));
  }

  private static void ofPod(JsonNode pod, JsonNode failures, List<String> troubles) {
    JsonNode status = pod.path("status");
    if (isTrue(status, "Ready")) {
      return;
    }
    List<String> containers = new ArrayList<>();
    status.path("initContainerStatuses").forEach(each -> ofContainer(each, containers));
    // Until those before them have ended, the others only say that they wait for them.
    if (containers.isEmpty()) {
      status.path("containerStatuses").forEach(each -> ofContainer(each, containers));
    }
    if (containers.isEmpty()) {
      containers.add(unscheduled(status));
    }
    troubles.addAll(containers);
    // Of an image that cannot be had, the pod soon says no more than that it is waiting.
    if (containers.stream().anyMatch(each -> each.contains(NO_IMAGE))) {
      lastFailure(pod, failures).ifPresent(troubles::add);
    }
  }

  private static Optional<String> lastFailure(JsonNode pod, JsonNode failures) {
    String name = pod.path("metadata").path("name").asString("");
    return failures
        .path("items")
        .valueStream()
        .filter(event -> event.path("involvedObject").path("name").asString("").equals(name))
        .map(event -> event.path("message").asString(""))
        .filter(message -> message.startsWith("Failed to pull image"))
        .reduce((earlier, later) -> later);
  }

  private static void ofContainer(JsonNode container, List<String> troubles) {
    String name = container.path("name").asString("");
    JsonNode waiting = container.path("state").path("waiting");
    JsonNode ended = container.path("state").path("terminated");
    if (waiting.isObject()) {
      String reason = waiting.path("reason").asString("");
      if (!reason.equals("PodInitializing")) {
        String message = waiting.path("message").asString("");
        troubles.add(
            "container " + name + ": " + reason + (message.isEmpty() ? "" : ": " + message));
      }
    } else if (ended.isObject()) {
      if (ended.path("exitCode").asInt(0) != 0) {
        troubles.add(
            "container %s ended with %d: %s"
                .formatted(
                    name,
                    ended.path("exitCode").asInt(0),
                    ended.path("message").asString(ended.path("reason").asString(""))));
      }
    } else if (!container.path("ready").asBoolean(false)) {
      troubles.add("container " + name + " runs, and is not ready yet");
    }
  }

  private static boolean isTrue(JsonNode status, String type) {
    return status
        .path("conditions")
        .valueStream()
        .filter(condition -> condition.path("type").asString("").equals(type))
        .anyMatch(condition -> condition.path("status").asString("").equals("True"));
  }

  private static String unscheduled(JsonNode status) {
    return status
        .path("conditions")
        .valueStream()
        .map(condition -> condition.path("message").asString(""))
        .filter(message -> !message.isEmpty())
        .findFirst()
        .orElse("its pod has not been started yet");
  }
}
