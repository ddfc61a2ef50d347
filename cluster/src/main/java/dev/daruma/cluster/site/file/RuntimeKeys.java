package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.Runtime;
import dev.daruma.cluster.site.shape.Choice;
import dev.daruma.cluster.site.shape.Dictionary;
import dev.daruma.cluster.site.shape.Field;
import dev.daruma.cluster.site.shape.Listing;
import dev.daruma.cluster.site.shape.Placed;
import dev.daruma.cluster.site.shape.Section;
import java.net.URI;
import java.util.List;

/** The keys of {@code kubernetes.runtime}. */
final class RuntimeKeys {
  private RuntimeKeys() {}

  static final Field<Runtime.Kind> KIND =
      Field.defaulting(
          "kind",
          Choice.of("runtime", Runtime.Kind.values()).later("docker"),
          "containerd",
          "Which program it is.");
  static final Field<Dictionary.Content<String, List<Placed<URI>>>> MIRRORS =
      Field.defaulting(
          "mirrors",
          new Dictionary<>(References.REGISTRY, Listing.ofSome(References.MIRROR)),
          "{}",
          "Mirrors asked before a registry, in order: {docker.io: [https://mirror.example.com]}.");
  static final Field<List<Placed<String>>> INSECURE =
      Field.defaulting(
          "insecure",
          Listing.of(References.REGISTRY),
          "[]",
          "Registries, HOST or HOST:PORT, whose certificate is not verified.");

  static final Section SECTION = Section.of("containerd", KIND, MIRRORS, INSECURE).shortFor(KIND);
}
