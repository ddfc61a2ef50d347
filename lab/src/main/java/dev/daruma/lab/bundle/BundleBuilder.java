package dev.daruma.lab.bundle;

import dev.daruma.engine.bundle.Bundle;
import dev.daruma.engine.bundle.BundleWriter;
import dev.daruma.engine.bundle.Manifest;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Builds a bundle, part by part; each part is kept and made again only when what it is made from
 * changes. Debian's packages are taken as they were when first fetched.
 */
public final class BundleBuilder {
  private final Path work;
  private final Consumer<String> progress;
  private final Clock clock;
  private Optional<DebianArchive> archive = Optional.empty();

  public BundleBuilder(Path cache, Consumer<String> progress) {
    this(cache, progress, Clock.systemUTC());
  }

  BundleBuilder(Path cache, Consumer<String> progress, Clock clock) {
    this.work = cache.toAbsolutePath().normalize().resolve("work");
    this.progress = progress;
    this.clock = clock;
  }

  /** Debian packages that this machine must have to build a bundle. */
  public static List<String> requiredPackages() {
    return BuildTools.PACKAGES;
  }

  /** The same for a bundle of what somebody else has built. */
  public static List<String> requiredForPublished() {
    return BuildTools.FOR_PUBLISHED;
  }

  /** Whether the slow parts, compiling and fetching, are there already. */
  public boolean isCached(String kubernetesVersion) {
    try {
      return KubernetesBinaries.folder(work, kubernetesVersion).isReady()
          && HostPackages.folder(work).isReady()
          && Images.packages(work).isReady();
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** Builds the bundle; a file that has the same contents already is left alone. */
  public Path build(String kubernetesVersion, Path out) {
    KubernetesVersion.demandBuildable(kubernetesVersion);
    BuildTools.demand(BuildTools.PACKAGES);
    return locked(out, () -> assemble(kubernetesVersion, out.toAbsolutePath()));
  }

  /**
   * Builds a bundle of what somebody else publishes, and of Debian's packages for the hosts; a file
   * that has the same contents already is left alone.
   */
  public Path build(Parts parts, Path out) {
    BuildTools.demand(BuildTools.FOR_PUBLISHED);
    return locked(out, () -> assemble(parts, out.toAbsolutePath()));
  }

  /** Puts a bundle together. */
  private interface Assembly {
    Path run() throws IOException;
  }

  private Path locked(Path out, Assembly assembly) {
    try {
      Files.createDirectories(work);
      try (var _ = WorkLock.take(work, progress)) {
        return assembly.run();
      }
    } catch (FileSystemException broken) {
      throw failed(
          out,
          broken.toString(),
          "see that "
              + work
              + " and "
              + out.toAbsolutePath().getParent()
              + " may be written and have room (a first build takes 5 GB), then run it again",
          broken);
    } catch (IOException broken) {
      throw failed(
          out,
          String.valueOf(broken.getMessage()),
          "mend what it names, then run it again; what was fetched is kept",
          broken);
    }
  }

  private static ProblemException failed(
      Path out, String cause, String remedy, IOException broken) {
    return new ProblemException(
        Problem.of(Problem.Code.LAB, "build bundle " + out, cause, remedy), broken);
  }

  private static String ownArchitecture() {
    return Command.of("ask dpkg", "dpkg", "--print-architecture").lines().getFirst();
  }

  private Path assemble(Parts parts, Path out) throws IOException {
    String architecture = parts.architecture();
    boolean own = architecture.equals(ownArchitecture());
    CachedFolder hostPackages =
        own ? HostPackages.folder(work) : HostPackages.folder(work, architecture);
    if (!hostPackages.isReady()) {
      progress.accept("fetching the hosts' packages from Debian: about a minute");
      DebianArchive debian =
          own
              ? archive()
              : DebianArchive.open(
                  work.resolve("apt-" + architecture), Path.of("/etc/apt"), architecture);
      hostPackages.make(folder -> HostPackages.fetch(debian, folder));
    }
    String name = "published-%s-%s".formatted(parts.kubernetes(), architecture);
    List<String> inputs = new ArrayList<>(parts.packageInputs());
    inputs.add(hostPackages.inputs());
    CachedFolder repository = CachedFolder.of(work.resolve(name + "-apt"), inputs);
    if (!repository.isReady()) {
      progress.accept("fetching kubeadm, kubelet, kubectl and what they need");
      repository.make(
          folder -> {
            parts.fetchPackages(folder);
            AptRepository.link(hostPackages.path(), folder);
            AptRepository.index(folder, architecture, clock.instant());
          });
    }
    // Always: a tag may have moved. What layers are there already is not pulled again.
    CachedFolder imageFolder =
        CachedFolder.of(work.resolve(name + "-images"), List.of(clock.instant().toString()));
    Path layers = Files.createDirectories(work.resolve("layers"));
    imageFolder.make(folder -> new PulledImages(parts, layers, progress).pull(folder));
    return write(
        parts.kubernetes(),
        architecture,
        repository.path(),
        imageFolder.path(),
        parts.images().stream().map(Parts.PublishedImage::file).toList(),
        out);
  }

  private Path assemble(String version, Path out) throws IOException {
    String architecture = ownArchitecture();

    CachedFolder hostPackages = HostPackages.folder(work);
    if (!hostPackages.isReady()) {
      progress.accept("fetching the hosts' packages from Debian: about a minute");
      hostPackages.make(folder -> HostPackages.fetch(archive(), folder));
    }
    CachedFolder imagePackages = Images.packages(work);
    if (!imagePackages.isReady()) {
      progress.accept("fetching the images' packages from Debian");
      imagePackages.make(folder -> Images.fetchPackages(archive(), folder));
    }
    CachedFolder binaries = KubernetesBinaries.folder(work, version);
    if (!binaries.isReady()) {
      progress.accept(
          "building Kubernetes "
              + version
              + " from source: 7 to 17 minutes on two cores, less if it was built before");
      binaries.make(folder -> KubernetesBinaries.build(work, version, archive(), folder, progress));
    }

    List<DebianPackage> own = KubernetesPackages.of(version);
    CachedFolder repository =
        CachedFolder.of(
            work.resolve("kubernetes-" + version + "-apt"),
            List.of(own.toString(), hostPackages.inputs(), binaries.inputs()));
    if (!repository.isReady()) {
      progress.accept("packing kubeadm, kubelet, kubectl, cri-tools: about a minute");
      repository.make(
          folder -> {
            for (DebianPackage debianPackage : own) {
              debianPackage.write(binaries.path(), architecture, folder);
            }
            AptRepository.link(hostPackages.path(), folder);
            AptRepository.index(folder, architecture, clock.instant());
          });
    }

    List<Image> images = Image.all(version, Images.etcdVersion(imagePackages.path()));
    CachedFolder imageFolder =
        Images.folder(work, version, images, List.of(binaries, imagePackages));
    if (!imageFolder.isReady()) {
      imageFolder.make(
          folder ->
              Images.build(
                  images, binaries.path(), imagePackages.path(), architecture, folder, progress));
    }
    return write(
        version,
        architecture,
        repository.path(),
        imageFolder.path(),
        images.stream().map(Image::file).toList(),
        out);
  }

  private Path write(
      String version,
      String architecture,
      Path repository,
      Path imageFolder,
      List<ImageFile> images,
      Path out)
      throws IOException {
    progress.accept("computing checksums");
    Contents contents = Contents.of(repository, imageFolder, images);
    Instant now = clock.instant();
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT, version, architecture, now, ImageFile.REPOSITORY, contents.entries());
    if (contents.isAlreadyIn(out, manifest)) {
      progress.accept("bundle " + out + " is up to date");
      return out;
    }
    progress.accept("writing bundle " + out);
    Files.createDirectories(Objects.requireNonNull(out.getParent()));
    Bundle written = BundleWriter.write(out, manifest, contents::source);
    progress.accept("bundle " + out + " is ready: " + written.identity());
    return out;
  }

  private DebianArchive archive() throws IOException {
    if (archive.isEmpty()) {
      archive =
          Optional.of(
              DebianArchive.open(work.resolve("apt"), Path.of("/etc/apt"), ownArchitecture()));
    }
    return archive.get();
  }
}
