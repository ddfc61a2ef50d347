package dev.daruma.engine.bundle;

import dev.daruma.engine.bundle.ManifestJson.Refusal;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarFile;

/** The tar under a bundle: members found by name, without reading what lies between them. */
final class Archive implements AutoCloseable {
  private static final int LARGEST_MANIFEST = 16 * 1024 * 1024;

  private final TarFile tar;
  private final Map<String, TarArchiveEntry> members;

  private Archive(TarFile tar, Map<String, TarArchiveEntry> members) {
    this.tar = tar;
    this.members = members;
  }

  static Archive open(Path file) throws IOException, Refusal {
    if (!Files.exists(file)) {
      throw new Refusal("there is no such file");
    }
    long length = Files.size(file);
    if (length == 0) {
      throw new Refusal("it is empty");
    }
    TarFile tar;
    try {
      tar = new TarFile(file);
    } catch (IOException | IllegalArgumentException broken) {
      throw new Refusal(
          "it is no tar archive, or it was cut off after " + length + " bytes: " + reason(broken));
    }
    try {
      return new Archive(tar, membersOf(tar, length));
    } catch (Refusal refusal) {
      tar.close();
      throw refusal;
    }
  }

  private static Map<String, TarArchiveEntry> membersOf(TarFile tar, long length) throws Refusal {
    Map<String, TarArchiveEntry> members = new LinkedHashMap<>();
    for (TarArchiveEntry member : tar.getEntries()) {
      if (members.isEmpty() && !member.getName().equals(Manifest.MEMBER)) {
        throw new Refusal("it does not begin with manifest.json, so it is no bundle");
      }
      if (!member.isFile() || member.isLink() || member.isSymbolicLink()) {
        throw new Refusal(member.getName() + " is no plain file");
      }
      if (member.getDataOffset() + member.getSize() > length) {
        throw new Refusal("it was cut off after " + length + " bytes, in " + member.getName());
      }
      if (members.put(member.getName(), member) != null) {
        throw new Refusal("it contains " + member.getName() + " twice");
      }
    }
    if (members.isEmpty()) {
      throw new Refusal("it has no manifest.json, so it is no bundle");
    }
    return members;
  }

  /** Nothing missing, nothing more, and each as long as it should be. */
  void checkAgainst(Manifest manifest) throws Refusal {
    Map<String, TarArchiveEntry> unnamed = new HashMap<>(members);
    unnamed.remove(Manifest.MEMBER);
    for (Manifest.Entry entry : manifest.files()) {
      TarArchiveEntry member = unnamed.remove(entry.path());
      if (member == null) {
        throw new Refusal(entry.path() + " is missing; was the file cut off?");
      }
      if (member.getSize() != entry.size()) {
        throw new Refusal(
            entry.path() + " has " + member.getSize() + " bytes, should have " + entry.size());
      }
    }
    if (!unnamed.isEmpty()) {
      throw new Refusal(
          unnamed.keySet().stream().sorted().toList().getFirst()
              + " is in it, but not in its manifest");
    }
  }

  InputStream stream(String path) throws IOException, Refusal {
    TarArchiveEntry member = members.get(path);
    if (member == null) {
      throw new Refusal(path + " is missing");
    }
    return tar.getInputStream(member);
  }

  byte[] read(String path) throws IOException, Refusal {
    try (InputStream content = stream(path)) {
      byte[] bytes = content.readNBytes(LARGEST_MANIFEST + 1);
      if (bytes.length > LARGEST_MANIFEST) {
        throw new Refusal(path + " is larger than any manifest");
      }
      return bytes;
    }
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }

  /** Adds one member that depends on nothing but what is given: same input, same bytes. */
  static void write(
      TarArchiveOutputStream tar, String path, long size, Instant time, InputStream content)
      throws IOException {
    TarArchiveEntry member = new TarArchiveEntry(path);
    member.setSize(size);
    member.setModTime(time.getEpochSecond() * 1000);
    member.setMode(0100644);
    member.setIds(0, 0);
    member.setNames("root", "root");
    tar.putArchiveEntry(member);
    content.transferTo(tar);
    tar.closeArchiveEntry();
  }

  static String reason(Exception problem) {
    return switch (problem) {
      case NoSuchFileException missing -> "there is no file " + missing.getFile();
      case FileNotFoundException missing -> String.valueOf(missing.getMessage());
      case AccessDeniedException denied -> "it may not be read";
      case ZipException broken -> String.valueOf(broken.getMessage());
      default ->
          problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
    };
  }
}
