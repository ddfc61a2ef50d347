package dev.daruma.cluster.packages;

import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Runtime;
import dev.daruma.engine.bundle.Bundle;
import dev.daruma.engine.bundle.Manifest;
import dev.daruma.engine.bundle.Manifest.Entry;
import dev.daruma.engine.bundle.Manifest.Kind;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The part of a bundle that a host has a copy of, and where. */
public record HostBundle(Bundle bundle) implements Source {
  private static final String ROOT = "/var/lib/daruma/bundle/";

  /** The largest of the packages; what it needs beside itself is small. */
  static final String DOCKER = "docker.io";

  /** For a host that is no node, and for nobody yet. */
  private static final String REGISTRY = "docker-registry";

  /** What every node runs; a control plane needs all images. */
  private static final Set<String> ON_EVERY_NODE =
      Set.of("pause", "kube-proxy", "coredns", "agnhost");

  public Manifest manifest() {
    return bundle.manifest();
  }

  /** Where the host keeps it; another bundle has another place. */
  public String folder() {
    return ROOT + bundle.identity().substring(0, 16);
  }

  public boolean wants(Host host, Entry entry) {
    if (entry.name().equals(REGISTRY)) {
      return false;
    }
    if (entry.name().equals(DOCKER)) {
      return host.isNode() && host.runtime().kind() == Runtime.Kind.DOCKER;
    }
    return entry.kind() != Kind.IMAGE
        || host.is(Role.CONTROL_PLANE)
        || (host.isNode() && (ON_EVERY_NODE.contains(entry.name()) || isOfThePodNetwork(entry)));
  }

  /** Images of the network plugin keep their names; only Kubernetes' own are renamed. */
  private boolean isOfThePodNetwork(Entry entry) {
    return entry
        .image()
        .filter(image -> !image.startsWith(manifest().imageRepository() + "/"))
        .isPresent();
  }

  public List<Entry> entries(Host host) {
    return manifest().files().stream().filter(entry -> wants(host, entry)).toList();
  }

  public List<Entry> images(Host host) {
    return entries(host).stream().filter(entry -> entry.kind() == Kind.IMAGE).toList();
  }

  /** What the host has a copy of, for a person: {@code "69 files, 238 MB, to FOLDER"}. */
  String amount(Host host) {
    List<Entry> entries = entries(host);
    long bytes = entries.stream().mapToLong(Entry::size).sum();
    return "%d files, %d MB, to %s".formatted(entries.size(), bytes / 1_000_000, folder());
  }

  /**
   * Puts the host's part in place, whole and compared by checksum, or not at all.
   *
   * @param receive unpacks it into the current folder
   */
  Fragment unpacking(Host host, Fragment receive) {
    String checksums =
        entries(host).stream()
            .map(entry -> entry.sha256() + "  " + entry.path() + "\n")
            .collect(Collectors.joining());
    return Fragment.of(
        """
        folder=%s
        umask 022
        rm -rf "$folder" "$folder.partial" && mkdir -p "$folder.partial" && cd "$folder.partial" &&
        %s && printf %%s %s | sha256sum --quiet -c - && touch verified && sync . && mv "$folder.partial" "$folder" ||
        { rm -rf "$folder.partial"; exit 1; }""",
        folder(), receive, checksums);
  }

  /** Whether the host has a copy whose checksums were right. */
  Probe<Boolean> copied() {
    return Probe.of(
        "bundle " + folder(), Fragment.of("[ -f %s ]", folder() + "/verified"), Output::succeeded);
  }

  @Override
  public String reference(String image) {
    return manifest()
        .image(image)
        .flatMap(Entry::image)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the bundle " + bundle.file() + " holds no image " + image));
  }

  @Override
  public String identity() {
    return bundle.identity();
  }

  @Override
  public String version(String name) {
    return manifest()
        .packaged(name)
        .map(Entry::version)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the bundle " + bundle.file() + " holds no package " + name));
  }
}
