package dev.daruma.cluster.site.file;

import dev.daruma.engine.bundle.Checksum;
import dev.daruma.engine.web.WebFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file of somebody's server, fetched once and kept by its checksum.
 *
 * @param cache where such files are kept
 */
record Download(Path cache) {
  /**
   * The file's text, from the cache where it is.
   *
   * @param sha256 64 hexadecimal digits that it has to have
   * @throws IOException when it cannot be had, or is another one; the message says which
   */
  String text(URI url, String sha256) throws IOException {
    Path kept = cache.resolve(sha256);
    // A cache may have been altered, too.
    if (Files.exists(kept) && Checksum.of(kept).equals(sha256)) {
      return Files.readString(kept);
    }
    byte[] fetched = WebFiles.direct().get(url);
    String actual = Checksum.of(fetched);
    if (!actual.equals(sha256)) {
      throw new IOException("it has the SHA-256 " + actual);
    }
    Files.createDirectories(cache);
    Path fresh = Files.createTempFile(cache, "fetched", ".new");
    Files.write(fresh, fetched);
    Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
    return Files.readString(kept);
  }
}
