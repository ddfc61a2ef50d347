package dev.daruma.cluster.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keys made for tests, as archives publish theirs; gpgv believes what they have signed. */
final class PublishedKeys {
  private PublishedKeys() {}

  static byte[] read(String file) throws IOException {
    return Files.readAllBytes(
        Path.of("src/test/resources/dev/daruma/cluster/packages").resolve(file));
  }
}
