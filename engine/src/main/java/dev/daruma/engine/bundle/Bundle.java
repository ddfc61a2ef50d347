package dev.daruma.engine.bundle;

import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A bundle's file, whose list of contents was read and found to agree with its size.
 *
 * <p>Holds no open file: it may be read by many threads at once, and replaced meanwhile only by
 * rename.
 */
public final class Bundle {
  private final Path file;
  private final Manifest manifest;
  private final String identity;

  private Bundle(Path file, Manifest manifest, String identity) {
    this.file = file;
    this.manifest = manifest;
    this.identity = identity;
  }

  /** Reads the list of contents; a file that is no bundle, or not all of one, is refused. */
  public static Bundle open(Path file) {
    try (Archive archive = Archive.open(file)) {
      byte[] json = archive.read(Manifest.MEMBER);
      Manifest manifest = ManifestJson.read(json);
      archive.checkAgainst(manifest);
      return new Bundle(file, manifest, Checksum.of(json));
    } catch (ManifestJson.Refusal refusal) {
      throw broken(file, refusal.cause());
    } catch (IOException unreadable) {
      throw broken(file, Archive.reason(unreadable));
    }
  }

  public Path file() {
    return file;
  }

  public Manifest manifest() {
    return manifest;
  }

  /** Names this bundle and no other: the SHA-256 of its manifest. */
  public String identity() {
    return identity;
  }

  /** Compares every member with its checksum. Reads all of the file. */
  public void verify() {
    try (Archive archive = Archive.open(file)) {
      for (Manifest.Entry entry : manifest.files()) {
        try (InputStream content = archive.stream(entry.path())) {
          String found = Checksum.of(content);
          if (!found.equals(entry.sha256())) {
            throw broken(
                file, entry.path() + " has SHA-256 " + found + ", should have " + entry.sha256());
          }
        }
      }
    } catch (ManifestJson.Refusal refusal) {
      throw broken(file, refusal.cause());
    } catch (IOException unreadable) {
      throw broken(file, Archive.reason(unreadable));
    }
  }

  /**
   * Writes a tar of the wanted members under their own paths. The stream is left open. That what
   * arrives is what was meant is for the receiver to check, by the manifest's checksums.
   *
   * @throws UncheckedIOException when the stream takes no more
   */
  public void writeTo(OutputStream tar, Predicate<Manifest.Entry> wanted) {
    try (Archive archive = Archive.open(file)) {
      TarArchiveOutputStream members = new TarArchiveOutputStream(tar);
      for (Manifest.Entry entry : manifest.files()) {
        if (wanted.test(entry)) {
          try (InputStream content = archive.stream(entry.path())) {
            Archive.write(members, entry.path(), entry.size(), manifest.created(), content);
          }
        }
      }
      members.finish();
      tar.flush();
    } catch (ManifestJson.Refusal refusal) {
      throw broken(file, refusal.cause());
    } catch (IOException stopped) {
      throw new UncheckedIOException(stopped);
    }
  }

  /**
   * A file out of one of its packages, which is compared with its checksum first.
   *
   * @param name the package's, such as {@code kubectl}
   * @param path absolute, such as {@code /usr/bin/kubectl}
   */
  public byte[] packagedFile(String name, String path) {
    Manifest.Entry entry =
        manifest.packaged(name).orElseThrow(() -> broken(file, "it has no package " + name));
    try (Archive archive = Archive.open(file);
        InputStream content = archive.stream(entry.path())) {
      byte[] deb = content.readAllBytes();
      String found = Checksum.of(deb);
      if (!found.equals(entry.sha256())) {
        throw broken(
            file, entry.path() + " has SHA-256 " + found + ", should have " + entry.sha256());
      }
      return new DebianContents(deb)
          .file(path)
          .orElseThrow(() -> broken(file, entry.path() + " has no file " + path));
    } catch (ManifestJson.Refusal refusal) {
      throw broken(file, refusal.cause());
    } catch (IOException unreadable) {
      throw broken(file, Archive.reason(unreadable));
    }
  }

  private static ProblemException broken(Path file, String cause) {
    return new ProblemException(
        Problem.of(
            Problem.Code.BUNDLE_BROKEN,
            "open bundle " + file,
            file + ": " + cause,
            "copy or build the bundle again (daruma bundle build)"));
  }
}
