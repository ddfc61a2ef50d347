package dev.daruma.cluster.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.controlplane.kubeadm.ClusterSettings.Heartbeat;
import dev.daruma.cluster.site.Recovery;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Files that kubeadm 1.20 wrote, and what becomes of them. */
class KeptOptionsTest {
  private static final RecoverySettings RECOVERY =
      new RecoverySettings(
          new Recovery(
              Duration.ofSeconds(20),
              Duration.ofSeconds(2),
              Duration.ofSeconds(30),
              Duration.ofSeconds(90),
              Duration.ofSeconds(5),
              Duration.ofMinutes(5)));
  private static final String API_SERVER =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        creationTimestamp: null
        name: kube-apiserver
      spec:
        containers:
        - command:
          - kube-apiserver
          - --advertise-address=192.0.2.11
          - --default-not-ready-toleration-seconds=30
          - --default-unreachable-toleration-seconds=300
          image: bundle.example/kube-apiserver:v1.20.2
      status: {}
      """;

  @Test
  void whatDiffersIsSaidAndMade() {
    assertThat(StaticPod.API_SERVER.differences(API_SERVER, RECOVERY.apiServer()))
        .containsExactly(
            "kube-apiserver: --default-unreachable-toleration-seconds=90 instead of"
                + " --default-unreachable-toleration-seconds=300");
    String kept = StaticPod.with(API_SERVER, RECOVERY.apiServer());
    assertThat(kept).isEqualTo(API_SERVER.replace("seconds=300", "seconds=90"));
    assertThat(StaticPod.API_SERVER.differences(kept, RECOVERY.apiServer())).isEmpty();
  }

  @Test
  void anOptionThatIsNotThereIsItsDefault() {
    String manifest = API_SERVER.replace("    - --default-not-ready-toleration-seconds=30\n", "");
    assertThat(StaticPod.API_SERVER.differences(manifest, RECOVERY.apiServer()))
        .contains(
            "kube-apiserver: --default-not-ready-toleration-seconds=30 instead of its default");
  }

  @Test
  void aManifestThatCannotBeReadIsLeftAlone() {
    assertThat(StaticPod.API_SERVER.differences("spec: [", RECOVERY.apiServer())).isEmpty();
  }

  @Test
  void theKubeletsFileKeepsAllElse() {
    Heartbeat heartbeat = RECOVERY.heartbeat();
    String text =
        """
        apiVersion: kubelet.config.k8s.io/v1beta1
        cgroupDriver: systemd
        nodeStatusReportFrequency: 0s
        nodeStatusUpdateFrequency: 0s
        volumeStatsAggPeriod: 0s
        """;
    String kept = KubeletConfig.with(text, heartbeat);
    assertThat(kept)
        .isEqualTo(
            """
            apiVersion: kubelet.config.k8s.io/v1beta1
            cgroupDriver: systemd
            nodeStatusReportFrequency: 5m0s
            nodeStatusUpdateFrequency: 5s
            volumeStatsAggPeriod: 0s
            nodeLeaseDurationSeconds: 20
            """);
    assertThat(KubeletConfig.with(kept, heartbeat)).isEqualTo(kept);
  }

  @Test
  void whatKubeadmHasRecordedIsChangedOnlyWhereItDiffers() {
    String recorded =
        """
        apiServer:
          certSANs:
          - one
          timeoutForControlPlane: 4m0s
        apiVersion: kubeadm.k8s.io/v1beta2
        controllerManager: {}
        kind: ClusterConfiguration
        """;
    String kept = RecordedOptions.with(recorded, RECOVERY);
    assertThat(kept)
        .contains("timeoutForControlPlane: \"4m0s\"")
        .contains("    default-unreachable-toleration-seconds: \"90\"\n")
        .contains("    node-monitor-grace-period: \"20s\"\n");
    assertThat(RecordedOptions.with(kept, RECOVERY)).isEqualTo(kept);
  }

  @Test
  void whatANewerKubeadmHasRecordedIsAList() {
    String recorded =
        """
        apiServer:
          extraArgs:
          - name: default-unreachable-toleration-seconds
            value: "300"
          - name: v
            value: "2"
        apiVersion: kubeadm.k8s.io/v1beta4
        controllerManager: {}
        kind: ClusterConfiguration
        """;
    String kept = RecordedOptions.with(recorded, RECOVERY);
    assertThat(kept)
        .contains("    - name: \"default-unreachable-toleration-seconds\"\n      value: \"90\"\n")
        .contains("    - name: \"v\"\n      value: \"2\"\n")
        .contains("    - name: \"node-monitor-grace-period\"\n      value: \"20s\"\n");
    assertThat(RecordedOptions.with(kept, RECOVERY)).isEqualTo(kept);
  }

  @Test
  void ofANameThatIsGivenTwiceTheSitesRemains() {
    String recorded =
        """
        apiServer:
          extraArgs:
          - {name: default-unreachable-toleration-seconds, value: "90"}
          - {name: runtime-config, value: "a"}
          - {name: runtime-config, value: "b"}
          - {name: default-unreachable-toleration-seconds, value: "300"}
        apiVersion: kubeadm.k8s.io/v1beta4
        """;
    assertThat(RecordedOptions.with(recorded, RECOVERY))
        .containsOnlyOnce("default-unreachable-toleration-seconds")
        .contains("value: \"90\"", "value: \"a\"", "value: \"b\"")
        .doesNotContain("300");
  }
}
