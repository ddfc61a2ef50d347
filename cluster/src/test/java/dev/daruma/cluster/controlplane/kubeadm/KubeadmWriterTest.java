package dev.daruma.cluster.controlplane.kubeadm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.daruma.cluster.Golden;
import dev.daruma.cluster.controlplane.kubeadm.ClusterSettings.CgroupDriver;
import dev.daruma.cluster.controlplane.kubeadm.ClusterSettings.Images;
import dev.daruma.cluster.controlplane.kubeadm.KubeadmConfiguration.Discovery;
import dev.daruma.cluster.controlplane.kubeadm.KubeadmConfiguration.FirstControlPlane;
import dev.daruma.cluster.controlplane.kubeadm.KubeadmConfiguration.WorkerJoin;
import dev.daruma.cluster.controlplane.kubeadm.NodeSettings.Effect;
import dev.daruma.cluster.controlplane.kubeadm.NodeSettings.Taint;
import dev.daruma.cluster.release.KubeadmApi;
import dev.daruma.engine.host.HostName;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything that can be said, in each version of the API. */
class KubeadmWriterTest {
  private static final String ENDPOINT = "192.168.3.10:6443";
  private static final BootstrapToken TOKEN =
      new BootstrapToken("abcdef.0123456789abcdef", Duration.ofHours(2));
  private static final Discovery DISCOVERY =
      new Discovery(ENDPOINT, TOKEN, List.of("sha256:" + "0123456789abcdef".repeat(4)));
  private static final NodeSettings NODE =
      new NodeSettings(
          new HostName("master01"),
          InetAddress.ofLiteral("192.168.3.11"),
          "/var/run/dockershim.sock",
          List.of(new Taint("dedicated", "yes", Effect.NO_EXECUTE)),
          new TreeMap<>(Map.of("board", "rpi4", "rack", "01")),
          Duration.ofMinutes(4));
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
          new ClusterSettings.Signing("ECDSA-P256", Duration.ofDays(90), Duration.ofDays(3650)),
          new ClusterSettings.Heartbeat(Duration.ofSeconds(90), Duration.ofHours(1)),
          new ClusterSettings.Arguments(
              new TreeMap<>(Map.of("default-unreachable-toleration-seconds", "60")),
              new TreeMap<>(Map.of("node-monitor-grace-period", "20s")),
              new TreeMap<>(Map.of("v", "0")),
              new TreeMap<>(Map.of("heartbeat-interval", "250", "election-timeout", "2500"))));

  @ParameterizedTest
  @EnumSource
  void allThatCanBeSaid(KubeadmApi api) {
    String text = KubeadmWriter.of(api).write(new FirstControlPlane(FULL, NODE, TOKEN));
    Golden.assertSame("kubeadm/full/" + api + ".yaml", text);
    assertThat(KubeadmSchema.problems(api, text)).isEmpty();
  }

  /** A schema that takes everything would prove nothing. */
  @ParameterizedTest
  @EnumSource
  void theSchemaOfAnotherVersionRefusesIt(KubeadmApi api) {
    String text = KubeadmWriter.of(api).write(new FirstControlPlane(FULL, NODE, TOKEN));
    for (KubeadmApi other : KubeadmApi.values()) {
      if (other != api) {
        assertThat(
                KubeadmSchema.problems(other, text.replace(api.apiVersion(), other.apiVersion())))
            .as("%s read as %s", api, other)
            .isNotEmpty();
      }
    }
  }

  @Test
  void tokensAreRandomWellFormedAndNeverPrint() {
    SecureRandom random = new SecureRandom();
    BootstrapToken token = BootstrapToken.create(random, Duration.ofHours(1));
    assertThat(token).isNotEqualTo(BootstrapToken.create(random, Duration.ofHours(1)));
    assertThat(TOKEN).hasToString("BootstrapToken(abcdef)");
    assertThat(new WorkerJoin(NODE, DISCOVERY).toString()).doesNotContain("0123456789abcdef,");
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
