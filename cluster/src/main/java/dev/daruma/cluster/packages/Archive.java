package dev.daruma.cluster.packages;

import dev.daruma.cluster.release.Release;
import dev.daruma.cluster.release.Releases;
import dev.daruma.cluster.site.Fingerprint;
import dev.daruma.cluster.site.Kubernetes;
import dev.daruma.cluster.site.Packages;
import dev.daruma.cluster.site.Version;
import dev.daruma.engine.bundle.Checksum;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An archive of Debian packages with a signed index, and a registry.
 *
 * @param key URL of the key that the index is signed with
 * @param images what the images' names begin with; empty for Kubernetes' own registry
 */
public record Archive(
    Version version,
    Release release,
    URI url,
    URI key,
    Fingerprint fingerprint,
    Optional<String> images)
    implements Source {
  /** Where the key lies on hosts; apt reads armoured ones from 1.4 on. Source: sources.list(5). */
  static final String KEYRING = "/etc/apt/keyrings/daruma-kubernetes.asc";

  /**
   * Of Kubernetes' own archive, whose key is the same for all minor releases. Source: {@code gpg
   * --show-keys} of its Release.key, as many who install from there have pinned it.
   */
  private static final Fingerprint OF_KUBERNETES =
      new Fingerprint("DE15B14486CD377B9E876E1A234654DA9A296436");

  /** The first minor release in Kubernetes' own archive. Source: its announcement, 2023-08-15. */
  public static final int FIRST_MINOR = 24;

  /** Debian's names of what its packages are built for. Source: its Release file. */
  public static final List<String> ARCHITECTURES = List.of("amd64", "arm64", "ppc64el", "s390x");

  /** Runs on every release: it only answers. Source: test/utils/image/manifest.go, 1.32. */
  private static final String AGNHOST = "agnhost:2.53";

  /** Whether Kubernetes' own archive has that release. */
  public static boolean isPublished(Version version) {
    return version.major() > 1 || version.minor() >= FIRST_MINOR;
  }

  /** What {@code bundle build --from} takes for that release: Debian has the source of no other. */
  public static String publisher(Version version) {
    return isPublished(version) ? "upstream" : "debian";
  }

  /** Kubernetes' own. Source: "Installing kubeadm" in its documentation. */
  public static Archive upstream(Version version) {
    URI url =
        URI.create(
            "https://pkgs.k8s.io/core:/stable:/v%d.%d/deb/"
                .formatted(version.major(), version.minor()));
    return new Archive(
        version,
        Releases.nearest(version.major(), version.minor()),
        url,
        url.resolve("Release.key"),
        OF_KUBERNETES,
        Optional.empty());
  }

  /** Somebody else's, laid out like it. */
  public static Archive mirror(Kubernetes kubernetes, Packages.FromMirror mirror) {
    return new Archive(
        kubernetes.version(),
        kubernetes.release(),
        mirror.url(),
        mirror.key(),
        mirror.fingerprint(),
        mirror.images());
  }

  /**
   * An image of what a cluster is made of.
   *
   * @param name its last name, as kubeadm wants it of a registry that is not Kubernetes' own
   * @param from the whole reference by which it is pulled
   */
  public record ArchivedImage(String name, String tag, String from) {}

  /**
   * All images of a cluster, and the one that tries it. Kubernetes' own registry has CoreDNS in a
   * folder; source: kubeadm, app/images, GetDNSImage.
   */
  public List<ArchivedImage> allImages() {
    String own = "v" + version;
    String registry = images.orElse("registry.k8s.io");
    List<ArchivedImage> all = new ArrayList<>();
    for (String name :
        List.of("kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy")) {
      all.add(image(registry, name, own));
    }
    all.add(image(registry, "etcd", release.images().etcd()));
    all.add(image(registry, "pause", release.images().pause()));
    all.add(image(images.orElse("registry.k8s.io/coredns"), "coredns", release.images().coreDns()));
    String[] agnhost = AGNHOST.split(":", 2);
    all.add(image(images.orElse("registry.k8s.io/e2e-test-images"), agnhost[0], agnhost[1]));
    return all;
  }

  private static ArchivedImage image(String registry, String name, String tag) {
    return new ArchivedImage(name, tag, registry + "/" + name + ":" + tag);
  }

  @Override
  public String reference(String image) {
    return switch (image) {
      case "pause" -> images.orElseGet(release::registry) + "/pause:" + release.images().pause();
      case "agnhost" ->
          images.orElseGet(() -> release.registry() + "/e2e-test-images") + "/" + AGNHOST;
      default -> throw new IllegalArgumentException("kubeadm knows what " + image + " is called");
    };
  }

  /** The archive's own revision follows, such as {@code -1.1}. */
  @Override
  public String version(String name) {
    return version + "-*";
  }

  @Override
  public String identity() {
    String text = "%s %s %s".formatted(url, fingerprint, images.orElse(""));
    return Checksum.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The line for apt. Source: sources.list(5). */
  String sourceLine() {
    return "deb [signed-by=%s] %s /\n".formatted(KEYRING, url);
  }
}
