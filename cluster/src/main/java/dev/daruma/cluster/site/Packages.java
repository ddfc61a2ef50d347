package dev.daruma.cluster.site;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where the hosts get Kubernetes' packages and images from. */
public sealed interface Packages {
  /** From the project's own archive and registry, over the internet. */
  record Upstream() implements Packages {}

  /**
   * From an archive laid out like the project's own: a flat one, whose index is signed.
   *
   * @param url of the folder with the index; ends with a slash
   * @param key URL of the key that the index is signed with
   * @param fingerprint of that key, as {@link Fingerprint} has it
   * @param images what the images' names begin with; empty for the project's own registry
   */
  record FromMirror(URI url, URI key, Fingerprint fingerprint, Optional<String> images)
      implements Packages {}

  /**
   * From one archive on the operator's machine.
   *
   * @param file absolute; may not exist yet
   */
  record FromBundle(Path file) implements Packages {}
}
