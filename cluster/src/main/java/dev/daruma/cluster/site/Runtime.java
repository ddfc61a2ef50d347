package dev.daruma.cluster.site;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What runs the containers of hosts that say nothing else, and where images come from on all of
 * them.
 *
 * @param mirrors registry name, such as {@code docker.io}, to the mirrors asked before it, in order
 * @param insecureRegistries registries, {@code host} or {@code host:port}, whose certificate is not
 *     verified
 */
@SuppressWarnings("JavaLangClash") // "runtime" is the word for it; java.lang's is not used here
public record Runtime(
    Kind kind, SortedMap<String, List<URI>> mirrors, SortedSet<String> insecureRegistries) {

  public Runtime {
    var copy = new TreeMap<String, List<URI>>();
    mirrors.forEach((registry, uris) -> copy.put(registry, List.copyOf(uris)));
    mirrors = Collections.unmodifiableSortedMap(copy);
    insecureRegistries = Collections.unmodifiableSortedSet(new TreeSet<>(insecureRegistries));
  }

  /** Which program it is. */
  public enum Kind {
    CONTAINERD("containerd"),
    DOCKER("docker");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** As the site file writes it. */
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * What runs the containers of one host.
   *
   * @param handler what starts them, where it is not runc
   */
  public record OfHost(Kind kind, Optional<Handler> handler) {}

  /**
   * A program that starts containers as runc does, such as NVIDIA's.
   *
   * @param name by which pods' runtime classes know it
   * @param path absolute, of the program on the host
   */
  public record Handler(String name, String path) {}
}
