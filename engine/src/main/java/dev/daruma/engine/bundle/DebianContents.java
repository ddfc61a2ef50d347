package dev.daruma.engine.bundle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The files in a Debian package that is packed by gzip, as those that bundles are built of are.
 * Source: deb(5).
 */
final class DebianContents {
  private static final String DATA = "data.tar.gz";

  private final byte[] deb;

  DebianContents(byte[] deb) {
    this.deb = deb.clone();
  }

  /**
   * @param path absolute, such as {@code /usr/bin/kubectl}
   * @return empty when there is no such file in it
   */
  Optional<byte[]> file(String path) throws IOException {
    try (ArArchiveInputStream parts = new ArArchiveInputStream(new ByteArrayInputStream(deb))) {
      for (ArArchiveEntry part = parts.getNextEntry(); part != null; part = parts.getNextEntry()) {
        if (part.getName().equals(DATA)) {
          return inTar(new TarArchiveInputStream(new GZIPInputStream(parts)), "." + path);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<byte[]> inTar(TarArchiveInputStream tar, String name) throws IOException {
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      if (entry.isFile() && entry.getName().equals(name)) {
        return Optional.of(tar.readAllBytes());
      }
    }
    return Optional.empty();
  }
}
