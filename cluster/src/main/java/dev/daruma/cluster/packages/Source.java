package dev.daruma.cluster.packages;

/** Where the hosts' packages and images come from, and what they are called there. */
public sealed interface Source permits HostBundle, Archive {
  /**
   * The full name of an image, such as {@code bundle.daruma.dev/pause:3.2}.
   *
   * @param image {@code pause} or {@code agnhost}; of a bundle also any other that it holds
   */
  String reference(String image);

  /** A package's version; may end with a star, which stands for anything. */
  String version(String name);

  /** A SHA-256 that no other source has. */
  String identity();
}
