package dev.daruma.lab.bundle;

import dev.daruma.engine.bundle.Checksum;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that is made once for given inputs. What it was made from is written in it; other inputs
 * make it anew. It appears by rename, so a half-made one is never taken for finished.
 */
record CachedFolder(Path path, String inputs) {
  private static final String INPUTS = ".inputs";

  /** Fills a folder. */
  interface Maker {
    void fill(Path folder) throws IOException;
  }

  /** Anything that tells one content from another: versions, file contents, checksums. */
  static CachedFolder of(Path path, List<String> inputs) {
    return new CachedFolder(
        path, Checksum.of(String.join("\0", inputs).getBytes(StandardCharsets.UTF_8)));
  }

  boolean isReady() {
    try {
      return Files.readString(path.resolve(INPUTS)).equals(inputs);
    } catch (IOException notThere) {
      return false;
    }
  }

  /** The folder, made if need be. */
  Path make(Maker maker) throws IOException {
    if (isReady()) {
      return path;
    }
    Path partial = path.resolveSibling(path.getFileName() + ".partial");
    delete(partial);
    Files.createDirectories(partial);
    maker.fill(partial);
    Files.writeString(partial.resolve(INPUTS), inputs);
    delete(path);
    Files.move(partial, path);
    return path;
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }
}
