package dev.daruma.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.node.PodsOnNode.Pod;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.shell.Output;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which pods a drain moves, and what holds them. */
class PodsOnNodeTest {
  private static final String PODS =
      """
      2026-11-01T10:00:00Z
      {"items": [
       {"metadata": {"namespace": "web", "name": "web-1", "deletionTimestamp": "2026-11-01T10:00:30Z",
         "ownerReferences": [{"kind": "ReplicaSet", "name": "web", "controller": true}]}, "status": {"phase": "Running"}},
       {"metadata": {"namespace": "kube-system", "name": "kube-proxy-x",
         "ownerReferences": [{"kind": "DaemonSet", "controller": true}]}, "status": {"phase": "Running"}},
       {"metadata": {"namespace": "kube-system", "name": "etcd-one",
         "annotations": {"kubernetes.io/config.mirror": "1"},
         "ownerReferences": [{"kind": "Node", "controller": true}]}, "status": {"phase": "Running"}},
       {"metadata": {"namespace": "web", "name": "job-1",
         "ownerReferences": [{"kind": "Job", "controller": true}]}, "status": {"phase": "Succeeded"}},
       {"metadata": {"namespace": "web", "name": "alone"}, "status": {"phase": "Pending"}}]}""";

  @Test
  void onlyThoseThatCanRunElsewhereAreMoved() {
    PodsOnNode pods = PodsOnNode.parse(PODS);
    assertThat(pods.at()).isEqualTo("2026-11-01T10:00:00Z");
    Pod alone = new Pod("web", "alone", Optional.empty(), Optional.empty());
    assertThat(pods.pods())
        .containsExactly(
            new Pod(
                "web",
                "web-1",
                Optional.of("ReplicaSet web"),
                Optional.of(Instant.parse("2026-11-01T10:00:30Z"))),
            alone);
    assertThat(pods.bare()).containsExactly(alone);
    assertThat(PodsOnNode.paths(PODS.substring(PODS.indexOf('\n'))))
        .hasSize(5)
        .contains("/api/v1/namespaces/web/pods/job-1");
  }

  @Test
  void aBudgetThatHoldsAPodIsNamed() {
    Pod pod = new Pod("web", "web-1", Optional.of("ReplicaSet web"), Optional.empty());
    Eviction eviction = new Eviction(pod, "policy/v1");
    String refused =
        """
        {"kind": "Status", "code": 429, "message": "Cannot evict pod as it would violate the pod's disruption budget.",
         "details": {"causes": [{"reason": "DisruptionBudget", "message": "The disruption budget web needs 2 healthy pods and has 2 currently"}]}}""";
    assertThat(eviction.obstacle(new Output(1, refused, "")))
        .contains(
            "web/web-1: Cannot evict pod as it would violate the pod's disruption budget."
                + " The disruption budget web needs 2 healthy pods and has 2 currently");
    assertThat(eviction.obstacle(new Output(1, "{\"code\": 404}", ""))).isEmpty();
    assertThat(eviction.obstacle(new Output(0, "{}", ""))).isEmpty();
  }

  @Test
  void aHostIsTakenOffKubeadmsListAlone() {
    String status =
        """
        apiEndpoints:
          one:
            advertiseAddress: 10.0.0.1
            bindPort: 6443
          two:
            advertiseAddress: 10.0.0.2
            bindPort: 6443
        apiVersion: kubeadm.k8s.io/v1beta2
        kind: ClusterStatus
        """;
    assertThat(ClusterStatus.without(status, new HostName("one")))
        .isEqualTo(
            """
            apiEndpoints:
              two:
                advertiseAddress: 10.0.0.2
                bindPort: 6443
            apiVersion: kubeadm.k8s.io/v1beta2
            kind: ClusterStatus
            """);
    assertThat(ClusterStatus.without(status, new HostName("none"))).isEqualTo(status);
  }
}
