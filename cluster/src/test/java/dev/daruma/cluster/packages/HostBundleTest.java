package dev.daruma.cluster.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.site.Site;
import dev.daruma.engine.bundle.BundleWriter;
import dev.daruma.engine.bundle.Checksum;
import dev.daruma.engine.bundle.Manifest;
import dev.daruma.engine.bundle.Manifest.Entry;
import dev.daruma.engine.bundle.Manifest.Kind;
import dev.daruma.engine.host.HostName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which images of a bundle a host gets. */
class HostBundleTest {
  @TempDir private Path folder;

  @Test
  void everyNodeGetsTheImagesOfThePodNetwork() throws IOException {
    Path content = Files.writeString(folder.resolve("content"), "content");
    List<Entry> entries =
        List.of(
            image(content, "etcd", "bundle.example/etcd:1"),
            image(content, "kube-proxy", "bundle.example/kube-proxy:1"),
            image(content, "calico/node", "docker.io/calico/node:1"));
    HostBundle bundle =
        new HostBundle(
            BundleWriter.write(
                folder.resolve("bundle.tar"),
                new Manifest(
                    Manifest.FORMAT, "1.20.2", "amd64", Instant.EPOCH, "bundle.example", entries),
                _ -> content));
    Site site = SmallBundle.site(folder);
    assertThat(bundle.images(site.host(new HostName("master01")))).isEqualTo(entries);
    assertThat(bundle.images(site.host(new HostName("node01"))))
        .extracting(Entry::name)
        .containsExactly("kube-proxy", "calico/node");
  }

  private static Entry image(Path content, String name, String reference) throws IOException {
    return new Entry(
        "images/" + name.replace('/', '-') + ".tar",
        Files.size(content),
        Checksum.of(content),
        Kind.IMAGE,
        name,
        "1",
        Optional.of(reference));
  }
}
