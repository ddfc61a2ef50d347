package dev.daruma.engine.bundle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The files in a Debian package that is packed by gzip or xz. Source: deb(5). */
public final class DebianContents {
  private final byte[] deb;

  public DebianContents(byte[] deb) {
    this.deb = deb.clone();
  }

  /**
   * @param path absolute, such as {@code /usr/bin/kubectl}
   * @return empty when there is no such file in it
   * @throws IOException when it is no package, or is packed by anything else
   */
  public Optional<byte[]> file(String path) throws IOException {
    try (ArArchiveInputStream parts = new ArArchiveInputStream(new ByteArrayInputStream(deb))) {
      for (ArArchiveEntry part = parts.getNextEntry(); part != null; part = parts.getNextEntry()) {
        if (part.getName().startsWith("data.tar")) {
          return inTar(new TarArchiveInputStream(unpacked(part.getName(), parts)), "." + path);
        }
      }
    }
    return Optional.empty();
  }

  private static InputStream unpacked(String name, InputStream part) throws IOException {
    return switch (name) {
      case "data.tar" -> part;
      case "data.tar.gz" -> new GZIPInputStream(part);
      case "data.tar.xz" -> new XZInputStream(part);
      default -> throw new IOException("its files are in %s, which is not read".formatted(name));
    };
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
