package dev.daruma.cluster.site;

import java.nio.file.Path;

/** Where the hosts get Kubernetes' packages and images from. */
public sealed interface Packages {
  /** From the projects' own repositories and registries, over the internet. */
  record Upstream() implements Packages {}

  /**
   * From one archive on the operator's machine.
   *
   * @param file absolute; may not exist yet
   */
  record FromBundle(Path file) implements Packages {}
}
