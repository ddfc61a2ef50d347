package dev.daruma.engine.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Files of known hosts, each read once as long as it stays the same, so that a key added meanwhile
 * counts, and a thousand hosts do not read a thousand lines each.
 */
final class KnownHostsFiles {
  private record Read(FileTime modified, long size, KnownHosts known) {}

  private final Map<Path, Read> files = new ConcurrentHashMap<>();

  /** An absent file is an empty one. */
  KnownHosts read(Path file) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(file, BasicFileAttributes.class);
    } catch (NoSuchFileException absent) {
      return KnownHosts.read(file);
    }
    Read last = files.get(file);
    if (last != null
        && last.modified.equals(attributes.lastModifiedTime())
        && last.size == attributes.size()) {
      return last.known;
    }
    KnownHosts known = KnownHosts.read(file);
    files.put(file, new Read(attributes.lastModifiedTime(), attributes.size(), known));
    return known;
  }
}
