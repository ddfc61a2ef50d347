package dev.daruma.engine.bundle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Function;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Puts a bundle's file together. The same manifest and files give the same bytes. */
public final class BundleWriter {
  private BundleWriter() {}

  /**
   * Writes beside the file and renames when all is there, so that there is never half a bundle.
   *
   * @param sources where each member's content lies
   */
  public static Bundle write(Path file, Manifest manifest, Function<Manifest.Entry, Path> sources)
      throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    try {
      try (OutputStream out = Files.newOutputStream(partial);
          TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
        byte[] json = ManifestJson.write(manifest);
        Archive.write(
            tar, Manifest.MEMBER, json.length, manifest.created(), new ByteArrayInputStream(json));
        for (Manifest.Entry entry : manifest.files()) {
          try (InputStream content = Files.newInputStream(sources.apply(entry))) {
            Archive.write(tar, entry.path(), entry.size(), manifest.created(), content);
          }
        }
      }
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
    return Bundle.open(file);
  }
}
