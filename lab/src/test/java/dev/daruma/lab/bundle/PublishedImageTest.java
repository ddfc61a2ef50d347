package dev.daruma.lab.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.lab.bundle.Parts.PublishedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedImageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          docker.io/calico/node:v3.20.1     | docker.io/calico/node:v3.20.1     | docker.io           | calico-node-v3.20.1.tar
          calico/node:v3.20.1               | docker.io/calico/node:v3.20.1     | docker.io           | calico-node-v3.20.1.tar
          busybox                           | docker.io/library/busybox:latest  | docker.io           | library-busybox-latest.tar
          ghcr.io/flannel-io/flannel:v0.27  | ghcr.io/flannel-io/flannel:v0.27  | ghcr.io             | flannel-io-flannel-v0.27.tar
          registry.example:5000/node        | registry.example:5000/node:latest | registry.example:5000 | node-latest.tar
          localhost/node:1                  | localhost/node:1                  | localhost           | node-1.tar
          """)
  void podsKnowItByItsWholeName(String called, String whole, String registry, String file) {
    PublishedImage image = PublishedImage.asItIsCalled(called);
    assertThat(image.from()).isEqualTo(whole);
    assertThat(image.registry()).isEqualTo(registry);
    assertThat(image.file().reference()).isEqualTo(whole);
    assertThat(image.file().fileName()).isEqualTo(file);
  }

  @Test
  void kubernetesOwnAreRenamed() {
    PublishedImage image =
        PublishedImage.ofKubernetes(
            "coredns", "v1.12.1", "registry.example/coredns/coredns:v1.12.1");
    assertThat(image.file().reference()).isEqualTo("bundle.daruma.dev/coredns:v1.12.1");
    assertThat(image.file().fileName()).isEqualTo("coredns-v1.12.1.tar");
  }
}
