package dev.daruma.cluster.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KubeconfigTest {
  private static final String ADMIN_CONF =
      """
      apiVersion: v1
      clusters:
      - cluster:
          certificate-authority-data: Q0E=
          server: https://192.168.3.11:6443
        name: kubernetes
      contexts:
      - context:
          cluster: kubernetes
          user: kubernetes-admin
        name: kubernetes-admin@kubernetes
      current-context: kubernetes-admin@kubernetes
      kind: Config
      preferences: {}
      users:
      - name: kubernetes-admin
        user:
          client-certificate-data: Q0VSVA==
          client-key-data: S0VZ
      """;
  private static final Kubeconfig NEKO =
      Kubeconfig.of(ADMIN_CONF, "neko", "https://192.168.3.10:6443");

  @Test
  void ownFilePointsAtTheEndpoint() {
    assertThat(NEKO.text())
        .isEqualTo(
            """
            apiVersion: "v1"
            kind: "Config"
            clusters:
            - cluster:
                certificate-authority-data: "Q0E="
                server: "https://192.168.3.10:6443"
              name: "neko"
            users:
            - user:
                client-certificate-data: "Q0VSVA=="
                client-key-data: "S0VZ"
              name: "neko"
            contexts:
            - context:
                cluster: "neko"
                user: "neko"
              name: "neko"
            current-context: "neko"
            """);
  }

  @Test
  void everythingElseOfTheOperatorsFileStays() {
    String merged =
        NEKO.mergedInto(
            """
            apiVersion: v1
            kind: Config
            # work
            current-context: office
            preferences: {}
            clusters:
            - cluster: {server: "https://office:6443", insecure-skip-tls-verify: true}
              name: office
            users:
            - name: office
              user: {token: yes}
            contexts: null
            """);
    assertThat(merged)
        .contains("# work\ncurrent-context: office\n")
        .contains("insecure-skip-tls-verify: true")
        .contains("token: yes")
        .contains("name: office")
        .contains("contexts:\n- context:\n    cluster: \"neko\"");
  }

  @Test
  void mergingTwiceIsMergingOnce() {
    String once = NEKO.mergedInto("");
    assertThat(NEKO.mergedInto(once)).isEqualTo(once);
    assertThat(Kubeconfig.of(ADMIN_CONF, "neko", "https://192.168.3.99:6443").mergedInto(once))
        .containsOnlyOnce("server: \"https://192.168.3.99:6443\"")
        .doesNotContain("192.168.3.10");
  }

  @Test
  void anotherClusterOfTheSameNameIsAConflict() {
    String office =
        """
        clusters:
        - cluster: {server: "%s", certificate-authority-data: %s}
          name: %s
        """;
    String other = "https://office:6443";
    String own = "https://192.168.3.10:6443";
    assertThat(NEKO.conflictIn("")).isEmpty();
    assertThat(NEKO.conflictIn(office.formatted(other, "T1RIRVI=", "neko"))).hasValue(other);
    assertThat(NEKO.conflictIn(office.formatted(other, "T1RIRVI=", "office"))).isEmpty();
    assertThat(NEKO.named("office").conflictIn(office.formatted(other, "T1RIRVI=", "office")))
        .hasValue(other);
    assertThat(NEKO.conflictIn(office.formatted(other, "Q0E=", "neko")))
        .as("the same cluster at another address")
        .isEmpty();
    assertThat(NEKO.conflictIn(office.formatted(own, "T1RIRVI=", "neko")))
        .as("made anew")
        .isEmpty();
  }

  @Test
  void whatIsNoKubeconfigIsRefused() {
    assertThatThrownBy(() -> NEKO.mergedInto("- a list"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("it is no YAML map");
    assertThatThrownBy(() -> NEKO.mergedInto("{"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("it is no YAML: ");
    assertThatThrownBy(() -> Kubeconfig.of("", "neko", "https://x"))
        .hasMessage("it has no clusters with certificate-authority-data");
  }

  @Test
  void theKeyIsNeverPrinted() {
    assertThat(NEKO.toString()).doesNotContain("S0VZ");
  }
}
