package dev.daruma.cluster.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class YamlEditTest {
  private static final String MANIFEST =
      """
      # by hand
      apiVersion: v1
      spec:
        containers:
        - command:
          - kube-apiserver
          - --advertise-address=192.0.2.11
          - --v=2
          image: "bundle.example/kube-apiserver:v1.20.2"
        hostNetwork: true
      status: {}
      """;
  private static final String[] COMMAND = {"spec", "containers", "0", "command"};

  @Test
  void anItemIsReplacedInItsPlaceAndAllElseStays() {
    assertThat(new YamlEdit(MANIFEST).withItem("--v=", "--v=4", COMMAND).text())
        .isEqualTo(MANIFEST.replace("--v=2", "--v=4"));
  }

  @Test
  void anItemThatIsNotThereComesLast() {
    assertThat(new YamlEdit(MANIFEST).withItem("--new=", "--new=1", COMMAND).text())
        .isEqualTo(MANIFEST.replace("    - --v=2\n", "    - --v=2\n    - --new=1\n"));
  }

  @Test
  void aValueIsReplacedOrAdded() {
    YamlEdit kubelet = new YamlEdit("kind: KubeletConfiguration\nnodeStatusUpdateFrequency: 0s\n");
    assertThat(
            kubelet
                .with("nodeStatusUpdateFrequency", "5s")
                .with("nodeLeaseDurationSeconds", "20")
                .text())
        .isEqualTo(
            "kind: KubeletConfiguration\nnodeStatusUpdateFrequency: 5s\nnodeLeaseDurationSeconds: 20\n");
    assertThat(kubelet.value("nodeStatusUpdateFrequency")).contains("0s");
    assertThat(kubelet.value("nothing")).isEmpty();
  }

  @Test
  void aListThatIsNotThereIsNotInvented() {
    assertThat(new YamlEdit("a: {b").items("a")).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new YamlEdit("a: 1\n").withItem("x", "x", "a"))
        .withMessage("no list with items at a");
  }
}
