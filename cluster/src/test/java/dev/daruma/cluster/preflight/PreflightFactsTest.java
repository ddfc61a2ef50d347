package dev.daruma.cluster.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.engine.shell.Output;
import org.junit.jupiter.api.Test;

class PreflightFactsTest {
  @Test
  void portsAndWhoListensOnThem() {
    TakenPorts taken =
        TakenPorts.parse(
            new Output(
                0,
                """
                LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:(("sshd",pid=1,fd=3))
                LISTEN 0 128 [::]:6443 [::]:*
                LISTEN 0 4096 127.0.0.1%lo:2379 0.0.0.0:* users:(("etcd",pid=7,fd=5))
                """,
                ""));
    assertThat(taken.listeners())
        .containsEntry(22, "sshd")
        .containsEntry(6443, "")
        .containsEntry(2379, "etcd")
        .hasSize(3);
  }

  @Test
  void whomAHostDoesNotReachAndWhetherTheEndpointAnswers() {
    Neighbours neighbours =
        Neighbours.parse(
            new Output(0, "unreachable 10.0.0.2\nendpoint\nunreachable 10.0.0.3\n", ""));
    assertThat(neighbours.unreachable()).containsExactly("10.0.0.2", "10.0.0.3");
    assertThat(neighbours.endpointAnswers()).isTrue();
    assertThat(neighbours.holdsEndpoint()).isFalse();
    assertThat(Neighbours.parse(new Output(0, "", "")).endpointAnswers()).isFalse();
    assertThat(Neighbours.parse(new Output(0, "endpoint\nholder\n", "")).holdsEndpoint()).isTrue();
  }
}
