package dev.daruma.cluster.runtime.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.site.Runtime.Kind;
import dev.daruma.engine.shell.Output;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeletFlagsTest {
  private static final String DOCKER =
      "KUBELET_KUBEADM_ARGS=\"--network-plugin=cni"
          + " --pod-infra-container-image=bundle.daruma.dev/pause:3.2\"\n";
  private static final String CONTAINERD =
      "KUBELET_KUBEADM_ARGS=\"--pod-infra-container-image=bundle.daruma.dev/pause:3.2"
          + " --container-runtime=remote"
          + " --container-runtime-endpoint=/run/containerd/containerd.sock\"\n";

  @Test
  void thereAndBack() {
    KubeletFlags docker = KubeletFlags.parse(DOCKER).orElseThrow();
    assertThat(docker.kind()).isEqualTo(Kind.DOCKER);
    assertThat(docker.with(Kind.CONTAINERD).text()).isEqualTo(CONTAINERD);
    KubeletFlags containerd = KubeletFlags.parse(CONTAINERD).orElseThrow();
    assertThat(containerd.kind()).isEqualTo(Kind.CONTAINERD);
    assertThat(containerd.with(Kind.DOCKER).flags())
        .containsExactlyInAnyOrderElementsOf(docker.flags());
    assertThat(containerd.with(Kind.CONTAINERD)).isEqualTo(containerd);
  }

  @ParameterizedTest
  @CsvSource({
    "docker,      false, docker,     false",
    "docker,      false, containerd, true",
    "containerd,  false, docker,     true",
    "containerd,  false, containerd, false",
    "containerd,  true,  containerd, true",
    "none,        false, docker,     false"
  })
  void whoIsToMove(String present, boolean begun, String wanted, boolean moves) {
    String flags =
        switch (present) {
          case "docker" -> DOCKER;
          case "containerd" -> CONTAINERD;
          default -> "";
        };
    PresentRuntime found =
        PresentRuntime.parse(new Output(0, (begun ? "daruma-moves\n" : "") + flags, ""));
    assertThat(found.isToMove(Kind.valueOf(wanted.toUpperCase(java.util.Locale.ROOT))))
        .isEqualTo(moves);
  }

  @Test
  void aFileOfSomethingElseTellsNothing() {
    assertThat(KubeletFlags.parse("OTHER=1\n")).isEqualTo(Optional.empty());
  }
}
