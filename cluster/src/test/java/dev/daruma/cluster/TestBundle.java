package dev.daruma.cluster;

import dev.daruma.cluster.packages.HostBundle;
import dev.daruma.engine.bundle.BundleWriter;
import dev.daruma.engine.bundle.Checksum;
import dev.daruma.engine.bundle.Manifest;
import dev.daruma.engine.bundle.Manifest.Entry;
import dev.daruma.engine.bundle.Manifest.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A bundle whose packages and images are tiny, all of version 1. */
public final class TestBundle {
  private static final String CONTENT = "content";

  private TestBundle() {}

  /**
   * @param kubernetes the version it is said to hold
   */
  public static HostBundle in(
      Path folder, String kubernetes, List<String> packages, List<String> images)
      throws IOException {
    Path content = Files.writeString(folder.resolve("content"), CONTENT);
    List<Entry> entries =
        Stream.concat(
                packages.stream()
                    .map(name -> entry("apt/" + name, Kind.PACKAGE, name, Optional.empty())),
                images.stream()
                    .map(
                        name ->
                            entry(
                                "images/" + name,
                                Kind.IMAGE,
                                name,
                                Optional.of("bundle.example/" + name + ":1"))))
            .toList();
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT, kubernetes, "amd64", Instant.EPOCH, "bundle.example", entries);
    return new HostBundle(
        BundleWriter.write(folder.resolve("bundle.tar"), manifest, entry -> content));
  }

  private static Entry entry(String path, Kind kind, String name, Optional<String> image) {
    byte[] content = CONTENT.getBytes(StandardCharsets.UTF_8);
    return new Entry(path, content.length, Checksum.of(content), kind, name, "1", image);
  }
}
