package dev.daruma.cluster.network.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Why a pod is not ready, by what the kubelet says of it. */
class PodTroubleTest {
  private static final String FAILURES =
      """
      {"items": [
        {"involvedObject": {"name": "calico-node-a"}, "message": "Failed to pull image \\"docker.io/calico/cni:v3.20.1\\": timeout"},
        {"involvedObject": {"name": "calico-node-a"}, "message": "Failed to pull image \\"docker.io/calico/cni:v3.20.1\\": lookup registry.example: no such host"},
        {"involvedObject": {"name": "calico-node-a"}, "message": "Error: ErrImagePull"},
        {"involvedObject": {"name": "calico-node-b"}, "message": "Failed to pull image: unauthorized"}]}""";

  static Stream<Arguments> troubles() {
    return Stream.of(
        arguments("no pod", "", "there is no pod of Calico on it yet"),
        arguments(
            "an image that cannot be had",
            """
            {"metadata": {"name": "calico-node-a"}, "status": {"conditions": [{"type": "Ready", "status": "False"}],
              "initContainerStatuses": [
                {"name": "upgrade-ipam", "state": {"waiting": {"reason": "ImagePullBackOff", "message": "Back-off pulling image \\"docker.io/calico/cni:v3.20.1\\""}}},
                {"name": "install-cni", "state": {"waiting": {"reason": "PodInitializing"}}}],
              "containerStatuses": [{"name": "calico-node", "state": {"waiting": {"reason": "PodInitializing"}}}]}}""",
            "container upgrade-ipam: ImagePullBackOff: Back-off pulling image \"docker.io/calico/cni:v3.20.1\"; Failed to pull image \"docker.io/calico/cni:v3.20.1\": lookup registry.example: no such host"),
        arguments(
            "one that crashes",
            """
            {"status": {"initContainerStatuses": [{"name": "install-cni", "ready": true, "state": {"terminated": {"exitCode": 0}}}],
              "containerStatuses": [{"name": "calico-node", "state": {"terminated": {"exitCode": 1, "reason": "Error"}}}]}}""",
            "container calico-node ended with 1: Error"),
        arguments(
            "one that is not ready",
            """
            {"status": {"containerStatuses": [{"name": "calico-node", "ready": false, "state": {"running": {}}}]}}""",
            "container calico-node runs, and is not ready yet"),
        arguments(
            "one that nobody has started",
            """
            {"status": {"conditions": [{"type": "PodScheduled", "status": "False", "message": "0/1 nodes are available"}]}}""",
            "0/1 nodes are available"),
        arguments(
            "one that is ready",
            """
            {"status": {"conditions": [{"type": "Ready", "status": "True"}]}}""",
            ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void troubles(String name, String pod, String trouble) {
    assertThat(
            PodTrouble.of(
                    "Calico",
                    JsonMapper.shared().readTree("{\"items\": [" + pod + "]}"),
                    Optional.empty(),
                    JsonMapper.shared().readTree(FAILURES))
                .orElse(""))
        .isEqualTo(trouble);
  }

  @Test
  void aPodOfOtherSettingsIsNotTheOneThatIsWaitedFor() {
    var pods =
        JsonMapper.shared()
            .readTree(
                """
                {"items": [{"metadata": {"annotations": {"daruma.dev/settings": "a"}},
                  "status": {"conditions": [{"type": "Ready", "status": "True"}]}}]}""");
    var nothing = JsonMapper.shared().createObjectNode();
    assertThat(PodTrouble.of("Calico", pods, Optional.of("b"), nothing))
        .contains("its pod still has the settings of before");
    assertThat(PodTrouble.of("Calico", pods, Optional.of("a"), nothing)).isEmpty();
  }
}
