package dev.daruma.engine.bundle;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is in a bundle: its first member, {@code manifest.json}.
 *
 * @param format of this file; see {@link #FORMAT}
 * @param kubernetes the version that the packages and images make up, without a leading v
 * @param architecture Debian's name of it, such as {@code amd64}
 * @param created when it was put together
 * @param imageRepository what the images' names begin with
 * @param files every member but the manifest, in the order in which they lie in the archive
 */
public record Manifest(
    int format,
    String kubernetes,
    String architecture,
    Instant created,
    String imageRepository,
    List<Entry> files) {

  /** The format that this program writes and reads. */
  public static final int FORMAT = 1;

  /** The manifest's own name in the archive. */
  public static final String MEMBER = "manifest.json";

  public Manifest {
    requireNonNull(kubernetes, "kubernetes");
    requireNonNull(architecture, "architecture");
    requireNonNull(created, "created");
    requireNonNull(imageRepository, "imageRepository");
    files = List.copyOf(requireNonNull(files, "files"));
  }

  /** What a file is for. */
  public enum Kind {
    PACKAGE,
    PACKAGE_INDEX,
    IMAGE
  }

  /**
   * One member of the archive.
   *
   * @param name of the package or image, such as {@code kubeadm}; a package index has its file's
   * @param version of the package; an image's tag; the format's for a package index
   * @param image the full reference under which the image is known to a runtime
   */
  public record Entry(
      String path,
      long size,
      String sha256,
      Kind kind,
      String name,
      String version,
      Optional<String> image) {
    public Entry {
      requireNonNull(path, "path");
      requireNonNull(sha256, "sha256");
      requireNonNull(kind, "kind");
      requireNonNull(name, "name");
      requireNonNull(version, "version");
      requireNonNull(image, "image");
    }
  }

  /** The image of this name, without repository and tag. */
  public Optional<Entry> image(String name) {
    return find(Kind.IMAGE, name);
  }

  /** The Debian package of this name. */
  public Optional<Entry> packaged(String name) {
    return find(Kind.PACKAGE, name);
  }

  private Optional<Entry> find(Kind kind, String name) {
    return files.stream().filter(file -> file.kind() == kind && file.name().equals(name)).findAny();
  }
}
