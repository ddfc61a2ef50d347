package dev.daruma.cluster.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.shell.Output;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What hosts answer, and what is understood of it. */
class ReportsTest {
  @Test
  void anEtcdMemberTellsHealthLeaderSizeAndTheOthers() {
    EtcdReport report =
        EtcdReport.parse(
            new Output(
                0,
                """
                \036health
                {"health":"true"}
                \036status
                {"header":{"cluster_id":"1","member_id":"7","raft_term":"4"},"version":"3.4.23","dbSize":"2289664","leader":"8","raftIndex":"900"}
                \036members
                {"members":[{"ID":"7","name":"one","peerURLs":["https://192.0.2.11:2380"]},{"ID":"8","name":"two","peerURLs":["https://192.0.2.12:2380"]}]}
                """,
                ""));
    assertThat(report.healthy()).isTrue();
    assertThat(report.member()).isEqualTo("7");
    assertThat(report.leader()).isEqualTo("8");
    assertThat(report.databaseBytes()).isEqualTo(2_289_664);
    assertThat(report.members()).hasSize(2);
  }

  @Test
  void withoutALeaderNobodyIsIt() {
    EtcdReport report =
        EtcdReport.parse(
            new Output(
                0,
                """
                \036health
                {"health":"false"}
                \036status
                {"header":{"member_id":"7"},"dbSize":"100","errors":["etcdserver: no leader"]}
                \036members
                """,
                ""));
    assertThat(report.healthy()).isFalse();
    assertThat(report.leader()).isEmpty();
    assertThat(report.alarms()).containsExactly("etcdserver: no leader");
    assertThat(report.members()).isEmpty();
  }

  @Test
  void aHostWithoutEtcdSaysNothing() {
    EtcdReport report = EtcdReport.parse(new Output(3, "", ""));
    assertThat(report.healthy()).isFalse();
    assertThat(report.member()).isEmpty();
  }

  @Test
  void nodesTellTheirVersionsAndWhyTheyAreNotReady() {
    NodeReport report =
        NodeReport.parse(
            new Output(
                0,
                """
                {"items": [
                  {"metadata": {"name": "one"}, "spec": {"unschedulable": true},
                   "status": {"conditions": [{"type": "Ready", "status": "Unknown", "message": "Kubelet stopped posting node status."}],
                              "nodeInfo": {"kubeletVersion": "v1.20.2", "containerRuntimeVersion": "containerd://1.6.20"}}}]}
                """,
                ""));
    assertThat(report.answers()).isTrue();
    assertThat(report.nodes().get(new HostName("one")))
        .isEqualTo(
            new NodeState(
                false,
                true,
                "Kubelet stopped posting node status.",
                "v1.20.2",
                "containerd://1.6.20"));
    assertThat(NodeReport.parse(new Output(0, "{\"items\": [", "")).answers()).isFalse();
    assertThat(NodeReport.parse(new Output(4, "", "")).answers()).isFalse();
  }

  @Test
  void aFileThatHoldsNoCertificateIsNamed() {
    CertificateReport report =
        CertificateReport.parse(new Output(0, "\036pki/apiserver.crt\nnothing\n", ""));
    assertThat(report.unreadable()).containsExactly("pki/apiserver.crt");
    assertThat(report.shortest()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "365, 100, false",
    "365, 31, false",
    "365, 29, true",
    "365, -1, true",
    "30, 20, false",
    "30, 9, true"
  })
  void aCertificateIsLateInItsLastMonthOrTheLastThirdOfAShortLife(
      int life, int left, boolean late) {
    Instant now = Instant.parse("2026-11-24T00:00:00Z");
    Instant end = now.plus(Duration.ofDays(left));
    Expiry expiry = new Expiry("pki/apiserver.crt", end.minus(Duration.ofDays(life)), end);
    assertThat(expiry.isLate(now)).isEqualTo(late);
    assertThat(expiry.daysLeft(now)).isEqualTo(left);
  }
}
