package dev.daruma.lab.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A folder that becomes a layer. */
record ImageRoot(Path folder) {

  /** What containers have no use for. */
  private static final List<String> UNUSED =
      List.of(
          "usr/share/bash-completion",
          "usr/share/doc",
          "usr/share/doc-base",
          "usr/share/gcc",
          "usr/share/gdb",
          "usr/share/lintian",
          "usr/share/locale",
          "usr/share/man",
          "usr/share/perl5");

  static ImageRoot empty(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new ImageRoot(folder);
  }

  /** Unpacks packages. Their scripts do not run, so what those would link has to be linked. */
  void unpack(Path packages) throws IOException {
    try (Stream<Path> files = Files.list(packages)) {
      for (Path file : files.sorted().toList()) {
        Command.of("unpack " + file.getFileName(), "dpkg-deb", "--extract", file, folder).run();
      }
    }
    for (String unused : UNUSED) {
      CachedFolder.delete(folder.resolve(unused));
    }
  }

  void program(Path source, String path) throws IOException {
    Path target = folder.resolve(path);
    Files.createDirectories(Objects.requireNonNull(target.getParent()));
    Files.copy(source, target);
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  void link(String path, String target) throws IOException {
    Path link = folder.resolve(path);
    Files.createDirectories(Objects.requireNonNull(link.getParent()));
    Files.createSymbolicLink(link, Path.of(target));
  }
}
