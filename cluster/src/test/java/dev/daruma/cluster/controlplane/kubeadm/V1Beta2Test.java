package dev.daruma.cluster.controlplane.kubeadm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.daruma.cluster.Golden;
import dev.daruma.cluster.controlplane.kubeadm.ClusterSettings.CgroupDriver;
import dev.daruma.cluster.controlplane.kubeadm.ClusterSettings.Images;
import dev.daruma.cluster.controlplane.kubeadm.KubeadmConfiguration.ControlPlaneJoin;
import dev.daruma.cluster.controlplane.kubeadm.KubeadmConfiguration.Discovery;
import dev.daruma.cluster.controlplane.kubeadm.KubeadmConfiguration.FirstControlPlane;
import dev.daruma.cluster.controlplane.kubeadm.KubeadmConfiguration.WorkerJoin;
import dev.daruma.cluster.controlplane.kubeadm.NodeSettings.Effect;
import dev.daruma.cluster.controlplane.kubeadm.NodeSettings.Taint;
import dev.daruma.engine.host.HostName;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class V1Beta2Test {
  private static final String CONTAINERD = "/run/containerd/containerd.sock";
  private static final String ENDPOINT = "192.168.3.10:6443";
  private static final BootstrapToken TOKEN =
      new BootstrapToken("abcdef.0123456789abcdef", Duration.ofHours(2));
  private static final Discovery DISCOVERY =
      new Discovery(ENDPOINT, TOKEN, List.of("sha256:" + "0123456789abcdef".repeat(4)));
  private static final NodeSettings MASTER =
      new NodeSettings(
          new HostName("master01"),
          InetAddress.ofLiteral("192.168.3.11"),
          CONTAINERD,
          List.of(Taint.MASTER),
          new TreeMap<>());
  private static final NodeSettings WORKER =
      new NodeSettings(
          new HostName("node01"),
          InetAddress.ofLiteral("192.168.3.21"),
          CONTAINERD,
          List.of(),
          new TreeMap<>(Map.of("storage", "gluster", "rack", "01")));
  private static final ClusterSettings SMALL =
      new ClusterSettings(
          "v1.20.2",
          ENDPOINT,
          Images.OF_KUBEADM,
          "10.244.0.0/16",
          "10.96.0.0/12",
          "cluster.local",
          CgroupDriver.SYSTEMD,
          Duration.ofMinutes(10),
          new ClusterSettings.Heartbeat(Duration.ofSeconds(5), Duration.ofMinutes(5)),
          ClusterSettings.Arguments.NONE);
  private static final ClusterSettings FULL =
      new ClusterSettings(
          "v1.20.2",
          ENDPOINT,
          new Images(
              Optional.of("registry.neko.example:5000/kubernetes"),
              Optional.of("1.20"),
              Optional.of("3.4.23")),
          "10.244.0.0/20",
          "10.96.0.0/16",
          "neko.example",
          CgroupDriver.CGROUPFS,
          Duration.ofMinutes(4),
          new ClusterSettings.Heartbeat(Duration.ofSeconds(90), Duration.ofHours(1)),
          new ClusterSettings.Arguments(
              new TreeMap<>(Map.of("default-unreachable-toleration-seconds", "60")),
              new TreeMap<>(Map.of("node-monitor-grace-period", "20s")),
              new TreeMap<>(Map.of("v", "0")),
              new TreeMap<>(Map.of("heartbeat-interval", "250", "election-timeout", "2500"))));

  static Stream<Arguments> documentsAreTheGoldenOnes() {
    return Stream.of(
        arguments("init-small.yaml", new FirstControlPlane(SMALL, MASTER, TOKEN)),
        arguments("init-full.yaml", new FirstControlPlane(FULL, tainted(), TOKEN)),
        arguments("join-control-plane.yaml", new ControlPlaneJoin(MASTER, DISCOVERY)),
        arguments("join-worker.yaml", new WorkerJoin(WORKER, DISCOVERY)));
  }

  @ParameterizedTest
  @MethodSource
  void documentsAreTheGoldenOnes(String name, KubeadmConfiguration configuration) {
    Golden.assertSame("kubeadm/v1beta2/" + name, new V1Beta2().write(configuration));
  }

  private static NodeSettings tainted() {
    return new NodeSettings(
        MASTER.name(),
        MASTER.address(),
        "/var/run/dockershim.sock",
        List.of(new Taint("dedicated", "yes", Effect.NO_EXECUTE)),
        new TreeMap<>(Map.of("board", "rpi4")));
  }

  @Test
  void tokensAreRandomWellFormedAndNeverPrint() {
    SecureRandom random = new SecureRandom();
    BootstrapToken token = BootstrapToken.create(random, Duration.ofHours(1));
    assertThat(token).isNotEqualTo(BootstrapToken.create(random, Duration.ofHours(1)));
    assertThat(TOKEN).hasToString("BootstrapToken(abcdef)");
    assertThat(new WorkerJoin(WORKER, DISCOVERY).toString()).doesNotContain("0123456789abcdef,");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BootstrapToken("Abcdef.0123456789abcdef", Duration.ofHours(1)))
        .withMessage("no bootstrap token: abcdef.0123456789abcdef is the form");
  }

  @Test
  void aJoinThatPinsNothingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Discovery(ENDPOINT, TOKEN, List.of()))
        .withMessage("a join has to pin the cluster's authority");
  }
}
