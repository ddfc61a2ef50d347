package dev.daruma.lab.bundle;

import dev.daruma.engine.bundle.Checksum;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A layer of an image: a compressed tar of a folder, owned by root, with the time taken out of it.
 *
 * @param digest of the compressed file, which the image's manifest names
 * @param content digest of what is inside, which the image's configuration names
 */
record Layer(Path file, String digest, String content) {

  /** Packs a folder as it is, symbolic links and modes included. */
  static Layer pack(Path root, Path file) throws IOException {
    MessageDigest outer = Checksum.sha256();
    MessageDigest inner = Checksum.sha256();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        GZIPOutputStream compressed =
            new GZIPOutputStream(new DigestOutputStream(out, outer), 1 << 16);
        TarArchiveOutputStream tar =
            new TarArchiveOutputStream(new DigestOutputStream(compressed, inner))) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Path path : sorted(root)) {
        add(tar, root, path);
      }
    }
    return new Layer(file, hex(outer), hex(inner));
  }

  private static List<Path> sorted(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.filter(path -> !path.equals(root)).sorted().toList();
    }
  }

  private static void add(TarArchiveOutputStream tar, Path root, Path path) throws IOException {
    String name = root.relativize(path).toString();
    boolean folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    TarArchiveEntry entry;
    if (Files.isSymbolicLink(path)) {
      entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
      entry.setLinkName(Files.readSymbolicLink(path).toString());
    } else {
      entry = new TarArchiveEntry(folder ? name + "/" : name);
      entry.setMode(mode(path));
      entry.setSize(folder ? 0 : Files.size(path));
    }
    entry.setModTime(0);
    entry.setIds(0, 0);
    tar.putArchiveEntry(entry);
    if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.copy(path, tar);
    }
    tar.closeArchiveEntry();
  }

  private static int mode(Path path) throws IOException {
    // The nine permissions of Java leave out setuid and sticky.
    return (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}
