package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.shape.Findings;
import dev.daruma.cluster.site.shape.Placed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What paths in a site file mean.
 *
 * @param home what {@code ~} means
 * @param base the site file's folder, which relative paths start from
 */
record Folders(Path home, Path base) {
  static Folders of(Path file, Operator operator) {
    var parent = file.toAbsolutePath().normalize().getParent();
    return new Folders(operator.home(), parent == null ? file.toAbsolutePath() : parent);
  }

  Path resolve(String written) {
    var path =
        written.equals("~")
            ? home
            : written.startsWith("~/") ? home.resolve(written.substring(2)) : base.resolve(written);
    return path.normalize();
  }

  /** Where files of others' servers are kept. */
  Path fetched() {
    return home.resolve(".cache").resolve("daruma").resolve("fetched");
  }

  /** The text of a file that the site file names; what keeps it from being read is noted. */
  Optional<String> text(Placed<String> written, Findings findings) {
    var path = resolve(written.value());
    try {
      return Optional.of(Files.readString(path));
    } catch (IOException unreadable) {
      findings.error(
          written.place(),
          Files.exists(path)
              ? "the file %s cannot be read as text".formatted(written.value())
              : "there is no file %s".formatted(written.value()),
          "name one that is there; relative paths start at the site file's folder");
      return Optional.empty();
    }
  }
}
