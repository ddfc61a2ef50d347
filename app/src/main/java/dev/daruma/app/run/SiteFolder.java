package dev.daruma.app.run;

import dev.daruma.cluster.site.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * What lies beside the site file, {@code .daruma/NAME}: a cache and a record, readable by its owner
 * only. A healthy cluster can give all of it back.
 */
public record SiteFolder(Path path) {

  public static SiteFolder of(Site site) {
    Path beside = Objects.requireNonNull(site.file().toAbsolutePath().getParent());
    return new SiteFolder(beside.resolve(".daruma").resolve(site.name()));
  }

  public Path runs() {
    return path.resolve("runs");
  }

  public Path keys() {
    return path.resolve("pki");
  }

  public Path kubeconfig() {
    return path.resolve("kubeconfig");
  }

  private Path proof() {
    return path.resolve("verified");
  }

  /** Whether the cluster was verified after the last change made from here. */
  public boolean isProven() {
    return Files.exists(proof());
  }

  public void prove(String when) {
    write(proof(), when + "\n");
  }

  /** To be called before anything is changed, so that a killed run leaves no false proof. */
  public void disprove() {
    try {
      Files.deleteIfExists(proof());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public void forgetKubeconfig() {
    try {
      Files.deleteIfExists(kubeconfig());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public SiteFolder ensure() {
    try {
      Files.createDirectories(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return this;
  }

  /** Writes a file that only its owner may read, by rename. */
  public static void write(Path file, String text) {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    var ownersOnly =
        PosixFilePermissions.asFileAttribute(
            Set.copyOf(PosixFilePermissions.fromString("rw-------")));
    try {
      Path fresh = Files.createTempFile(folder, "." + file.getFileName(), ".new", ownersOnly);
      try {
        Files.writeString(fresh, text);
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
