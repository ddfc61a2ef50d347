package dev.daruma.app.run;

import dev.daruma.cluster.network.manifest.PluginSettings;
import dev.daruma.cluster.packages.Archive;
import dev.daruma.cluster.packages.ArchiveIndex;
import dev.daruma.cluster.packages.ArchiveIndex.ArchivedPackage;
import dev.daruma.cluster.site.Runtime;
import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.Version;
import dev.daruma.engine.web.WebFiles;
import dev.daruma.lab.bundle.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Kubernetes' part of a bundle out of an archive and a registry.
 *
 * @param architecture Debian's name, such as {@code arm64}
 * @param runtime how the site speaks to its registries, which is how this machine does; empty where
 *     there is no site
 * @param networkImages what the pods of the network plugin's manifest run, as it names them
 */
public record PublishedParts(
    Archive archive,
    String architecture,
    WebFiles web,
    Optional<Runtime> runtime,
    List<String> networkImages)
    implements Parts {
  public PublishedParts {
    networkImages = List.copyOf(networkImages);
  }

  /** kubeadm's package wants the last two. Source: its dependencies in Kubernetes' own archive. */
  private static final List<String> PACKAGES =
      List.of("kubeadm", "kubelet", "kubectl", "cri-tools", "kubernetes-cni");

  /** Kubernetes' own, for hosts such as this machine. */
  public static PublishedParts upstream(Version version) {
    return upstream(version, ownArchitecture());
  }

  public static PublishedParts upstream(Version version, String architecture) {
    return new PublishedParts(
        Archive.upstream(version), architecture, WebFiles.direct(), Optional.empty(), List.of());
  }

  /** Debian's name of what this machine is. */
  public static String ownArchitecture() {
    return System.getProperty("os.arch").replace("aarch64", "arm64");
  }

  /** Those that the site file speaks of. */
  public static PublishedParts of(Site site, Archive archive, String architecture) {
    return new PublishedParts(
        archive,
        architecture,
        SiteProxies.web(site),
        Optional.of(site.kubernetes().runtime()),
        PluginSettings.of(site).map(PluginSettings::images).orElse(List.of()));
  }

  @Override
  public String kubernetes() {
    return archive.version().toString();
  }

  @Override
  public List<String> packageInputs() throws IOException {
    ArchiveIndex index = ArchiveIndex.read(archive, web);
    List<String> inputs = new ArrayList<>();
    for (String name : PACKAGES) {
      inputs.add(index.find(name, architecture).toString());
    }
    return inputs;
  }

  @Override
  public void fetchPackages(Path folder) throws IOException {
    ArchiveIndex index = ArchiveIndex.read(archive, web);
    for (String name : PACKAGES) {
      ArchivedPackage found = index.find(name, architecture);
      Files.write(folder.resolve(found.fileName()), index.fetch(found));
    }
  }

  @Override
  public List<PublishedImage> images() {
    return Stream.concat(
            archive.allImages().stream()
                .map(image -> PublishedImage.ofKubernetes(image.name(), image.tag(), image.from())),
            networkImages.stream()
                .filter(name -> !isByDigest(name))
                .map(PublishedImage::asItIsCalled))
        .toList();
  }

  /**
   * Images that no bundle can have, because pods ask for them by the checksum of what their
   * registry says of them.
   */
  public List<String> leftOut() {
    return networkImages.stream().filter(PublishedParts::isByDigest).toList();
  }

  private static boolean isByDigest(String name) {
    return name.contains("@");
  }

  @Override
  public Optional<Login> login(String registry) {
    return runtime
        .map(Runtime::registries)
        .flatMap(registries -> Optional.ofNullable(registries.get(registry)))
        .flatMap(Runtime.Registry::login)
        .map(login -> new Login(login.user(), login.password().reveal()));
  }

  @Override
  public boolean isInsecure(String registry) {
    return runtime
        .map(Runtime::insecureRegistries)
        .filter(all -> all.contains(registry))
        .isPresent();
  }
}
