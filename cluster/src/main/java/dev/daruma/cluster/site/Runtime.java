package dev.daruma.cluster.site;

import dev.daruma.engine.host.Target.Password;
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
 * @param registries what some registries ask for before they are believed, or believe
 */
@SuppressWarnings("JavaLangClash") // "runtime" is the word for it; java.lang's is not used here
public record Runtime(
    Kind kind,
    SortedMap<String, List<URI>> mirrors,
    SortedSet<String> insecureRegistries,
    SortedMap<String, Registry> registries) {
  /** The registry of images whose names tell of none. */
  public static final String DOCKER_HUB = "docker.io";

  public Runtime {
    var copy = new TreeMap<String, List<URI>>();
    mirrors.forEach((registry, uris) -> copy.put(registry, List.copyOf(uris)));
    mirrors = Collections.unmodifiableSortedMap(copy);
    insecureRegistries = Collections.unmodifiableSortedSet(new TreeSet<>(insecureRegistries));
    registries = Collections.unmodifiableSortedMap(new TreeMap<>(registries));
  }

  /** Of registries that have one of their own: its certificate, PEM. */
  public SortedMap<String, String> authorities() {
    SortedMap<String, String> authorities = new TreeMap<>();
    registries.forEach(
        (registry, spoken) ->
            spoken.authority().ifPresent(text -> authorities.put(registry, text)));
    return authorities;
  }

  /**
   * How one registry is spoken to.
   *
   * @param authority certificate of whom it is vouched for by, PEM; empty where the host's own
   *     authorities do
   * @param login where it gives images to those it knows only
   */
  public record Registry(Optional<String> authority, Optional<Login> login) {}

  /** Who pulls images. */
  public record Login(String user, Password password) {}

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
