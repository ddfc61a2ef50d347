package dev.daruma.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.daruma.cluster.facts.ClusterView.Node;
import dev.daruma.cluster.site.Taint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Which labels and taints of a node are changed, and which are somebody else's. */
class NodeMarksTest {
  private static final Taint STORAGE = new Taint("storage", "gluster", "NoSchedule");

  private static Node node(Map<String, String> labels, List<Taint> taints, String owned) {
    return new Node(
        Optional.empty(),
        true,
        Optional.empty(),
        true,
        new TreeMap<>(labels),
        taints,
        owned.isEmpty() ? Optional.empty() : Optional.of(owned));
  }

  private static NodeMarks marks(Map<String, String> labels, Taint... taints) {
    return new NodeMarks(new TreeMap<>(labels), List.of(taints));
  }

  static Stream<Arguments> differences() {
    return Stream.of(
        arguments(
            "nothing differs",
            marks(Map.of("ssd", "true"), STORAGE),
            node(
                Map.of("ssd", "true", "theirs", "x"),
                List.of(STORAGE),
                "{\"labels\": [\"ssd\"], \"taints\": [\"storage:NoSchedule\"]}"),
            List.of()),
        arguments(
            "a node that was never noted",
            marks(Map.of("ssd", "true")),
            node(Map.of("ssd", "true"), List.of(), ""),
            List.of("noted as a node of this site's file")),
        arguments(
            "a label that is missing, and one of another value",
            marks(Map.of("ssd", "true", "rack", "b")),
            node(Map.of("rack", "a"), List.of(), "{\"labels\": [\"rack\", \"ssd\"]}"),
            List.of("label rack=b", "label ssd=true")),
        arguments(
            "a label taken out of the file goes, others' stay",
            marks(Map.of()),
            node(Map.of("ssd", "true", "theirs", "x"), List.of(), "{\"labels\": [\"ssd\"]}"),
            List.of("label ssd is taken away")),
        arguments(
            "a taint of another value is replaced",
            marks(Map.of(), STORAGE),
            node(
                Map.of(),
                List.of(new Taint("storage", "ceph", "NoSchedule")),
                "{\"taints\": [\"storage:NoSchedule\"]}"),
            List.of("taint storage=gluster:NoSchedule")),
        arguments(
            "a taint taken out of the file goes, the cluster's own stay",
            marks(Map.of()),
            node(
                Map.of(),
                List.of(STORAGE, new Taint("node.kubernetes.io/unreachable", "", "NoExecute")),
                "{\"taints\": [\"storage:NoSchedule\"]}"),
            List.of("taint storage=gluster:NoSchedule is taken away")),
        arguments(
            "a control plane becomes a worker as well",
            marks(Map.of("node-role.kubernetes.io/worker", "")),
            node(
                Map.of(),
                List.of(new Taint("node-role.kubernetes.io/master", "", "NoSchedule")),
                ""),
            List.of(
                "label node-role.kubernetes.io/worker",
                "taint node-role.kubernetes.io/master:NoSchedule is taken away")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void differences(String name, NodeMarks marks, Node node, List<String> lines) {
    assertThat(marks.difference(node).lines()).isEqualTo(lines);
    assertThat(marks.difference(node).isEmpty()).isEqualTo(lines.isEmpty());
  }

  @Test
  void thePatchKeepsOthersTaintsAndIsForOneVersionOnly() {
    String node =
        """
        {"metadata": {"name": "work", "resourceVersion": "77", "labels": {"old": "1"},
          "annotations": {"daruma.dev/owned": "{\\"labels\\": [\\"old\\"]}"}},
         "spec": {"taints": [
          {"key": "node.kubernetes.io/unreachable", "effect": "NoExecute", "timeAdded": "then"}]}}""";
    var json = JsonMapper.shared().readTree(node);
    String patch = marks(Map.of("ssd", "true"), STORAGE).difference(Node.parse(json)).patch(json);
    assertThat(JsonMapper.shared().readTree(patch))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"metadata": {"resourceVersion": "77", "labels": {"ssd": "true", "old": null},
                      "annotations": {"daruma.dev/owned":
                        "{\\"labels\\":[\\"ssd\\"],\\"taints\\":[\\"storage:NoSchedule\\"]}"}},
                     "spec": {"taints": [
                      {"key": "node.kubernetes.io/unreachable", "effect": "NoExecute", "timeAdded": "then"},
                      {"key": "storage", "value": "gluster", "effect": "NoSchedule"}]}}"""));
  }
}
