package dev.daruma.lab.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;

/**
 * A Debian package that we make ourselves.
 *
 * @param depends as in the control file, without those on other packages' versions of ours
 */
record DebianPackage(
    String name, String version, String depends, String description, List<Content> contents) {

  /** Something that the package installs. */
  sealed interface Content {
    String path();

    /** A program taken from the build. */
    record Program(String path, String binary) implements Content {}

    /** A file of settings with exactly this text. */
    record Text(String path, String text) implements Content {}

    /** A symbolic link. */
    record Link(String path, String target) implements Content {}
  }

  DebianPackage {
    contents = List.copyOf(contents);
  }

  String fileName(String architecture) {
    return name + "_" + version + "_" + architecture + ".deb";
  }

  String control(String architecture) {
    return """
    Package: %s
    Version: %s
    Architecture: %s
    Maintainer: daruma <https://github.com/daruma-dev>
    Section: admin
    Priority: optional
    %sDescription: %s
    """
        .formatted(
            name,
            version,
            architecture,
            depends.isEmpty() ? "" : "Depends: " + depends + "\n",
            description);
  }

  /** Lays the package out in a folder and has dpkg-deb pack it. */
  void write(Path binaries, String architecture, Path target) throws IOException {
    Path tree = target.resolve(name + ".tree");
    Files.createDirectories(tree.resolve("DEBIAN"));
    Files.writeString(tree.resolve("DEBIAN/control"), control(architecture));
    for (Content content : contents) {
      Path file = tree.resolve(content.path().substring(1));
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      switch (content) {
        case Content.Program program -> {
          Files.copy(binaries.resolve(program.binary()), file);
          Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        case Content.Text text -> Files.writeString(file, text.text());
        case Content.Link link -> Files.createSymbolicLink(file, Path.of(link.target()));
      }
    }
    // gzip: read by the dpkg of every release, and unpacked quickly on a slow board.
    Command.of(
            "pack " + name,
            "dpkg-deb",
            "--root-owner-group",
            "-Zgzip",
            "-z6",
            "--build",
            tree,
            target.resolve(fileName(architecture)))
        .run();
    CachedFolder.delete(tree);
  }
}
