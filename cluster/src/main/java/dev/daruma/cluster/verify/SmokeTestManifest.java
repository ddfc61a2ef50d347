package dev.daruma.cluster.verify;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The objects of a smoke test, as the JSON that kubectl takes as well as YAML. */
public final class SmokeTestManifest {
  private SmokeTestManifest() {}

  /**
   * A server of agnhost's on every node, and a service for them.
   *
   * @param name of the namespace and of what is in it
   */
  public static String of(String name, String image, int port) {
    Map<String, String> labels = Map.of("app", name);
    Map<String, Object> container =
        Map.of(
            "name",
            "agnhost",
            "image",
            image,
            "imagePullPolicy",
            "IfNotPresent",
            "args",
            List.of("netexec", "--http-port=" + port),
            "ports",
            List.of(Map.of("containerPort", port)));
    Map<String, Object> pod =
        Map.of(
            "terminationGracePeriodSeconds", 0,
            // Every node, control planes and those not Ready yet included.
            "tolerations", List.of(Map.of("operator", "Exists")),
            "containers", List.of(container));
    return JsonMapper.shared()
        .writeValueAsString(
            Map.of(
                "apiVersion",
                "v1",
                "kind",
                "List",
                "items",
                List.of(
                    Map.of(
                        "apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", name)),
                    Map.of(
                        "apiVersion",
                        "apps/v1",
                        "kind",
                        "DaemonSet",
                        "metadata",
                        Map.of("name", name, "namespace", name),
                        "spec",
                        Map.of(
                            "selector", Map.of("matchLabels", labels),
                            "template", Map.of("metadata", Map.of("labels", labels), "spec", pod))),
                    Map.of(
                        "apiVersion",
                        "v1",
                        "kind",
                        "Service",
                        "metadata",
                        Map.of("name", name, "namespace", name),
                        "spec",
                        Map.of(
                            "selector",
                            labels,
                            "ports",
                            List.of(Map.of("port", port, "targetPort", port)))))));
  }
}
