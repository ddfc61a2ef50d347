package dev.daruma.cluster.node;

import dev.daruma.engine.shell.Output;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request that a pod may leave, which the API refuses while a PodDisruptionBudget is against it.
 * Source: Kubernetes API reference, Eviction.
 *
 * @param api its version, as the release has it
 */
record Eviction(PodsOnNode.Pod pod, String api) {
  String path() {
    return "/api/v1/namespaces/" + pod.namespace() + "/pods/" + pod.name() + "/eviction";
  }

  String json() {
    return JsonMapper.shared()
        .writeValueAsString(
            Map.of(
                "apiVersion",
                api,
                "kind",
                "Eviction",
                "metadata",
                Map.of("name", pod.name(), "namespace", pod.namespace())));
  }

  /** Why the pod does not leave yet; empty when it does, or has left already. */
  Optional<String> obstacle(Output answer) {
    if (answer.succeeded()) {
      return Optional.empty();
    }
    try {
      JsonNode status = JsonMapper.shared().readTree(answer.stdout());
      return status.path("code").asInt(0) == 404
          ? Optional.empty()
          : Optional.of(pod + ": " + reason(status));
    } catch (JacksonException noAnswer) {
      return Optional.of(pod + ": " + answer.said());
    }
  }

  private static String reason(JsonNode status) {
    String causes =
        String.join(
            "; ",
            status
                .path("details")
                .path("causes")
                .valueStream()
                .map(cause -> cause.path("message").asString(""))
                .toList());
    String message = status.path("message").asString("refused without a reason");
    return causes.isEmpty() ? message : message + " " + causes;
  }
}
