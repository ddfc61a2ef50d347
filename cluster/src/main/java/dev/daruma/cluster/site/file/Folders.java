package dev.daruma.cluster.site.file;

import java.nio.file.Path;

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
}
