package dev.daruma.app.demo;

import dev.daruma.app.Workplace;
import dev.daruma.app.run.PublishedParts;
import dev.daruma.app.show.Progress;
import dev.daruma.cluster.packages.Archive;
import dev.daruma.cluster.site.Packages;
import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.Version;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.lab.bundle.BundleBuilder;
import dev.daruma.lab.host.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Everything before the first host is touched: Debian packages, the bundle, the lab. */
public record Preparation(Site site, Lab lab, Workplace workplace, Progress progress) {

  /** Debian packages and the bundle, for whoever goes on by hand. */
  public void withoutLab() throws InterruptedException {
    prepare(() -> {});
  }

  void withLab() throws InterruptedException {
    prepare(lab::up);
  }

  private void prepare(Runnable beside) throws InterruptedException {
    Path bundle = bundle();
    Version version = site.kubernetes().version();
    boolean published = Archive.isPublished(version);
    BundleBuilder builder =
        new BundleBuilder(workplace.cache(), line -> progress.say("bundle: " + line));
    boolean partsAreThere = !published && builder.isCached(version.toString());
    boolean bundleIsThere = Files.isRegularFile(bundle) && (published || partsAreThere);
    announce(bundleIsThere, published, partsAreThere);

    List<String> packages = new ArrayList<>(Lab.requiredPackages());
    if (!bundleIsThere) {
      packages.addAll(
          published ? BundleBuilder.requiredForPublished() : BundleBuilder.requiredPackages());
    }
    new DebianPackages(packages, progress::say).ensure();
    // Both take mostly time of their own kind: the one compiles, the other fetches and boots.
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> built =
          threads.submit(() -> bundleIsThere ? bundle : build(builder, published, bundle));
      Future<?> up = threads.submit(beside);
      join(built);
      join(up);
    }
  }

  private Path build(BundleBuilder builder, boolean published, Path bundle) {
    return published
        ? builder.build(PublishedParts.upstream(site.kubernetes().version()), bundle)
        : builder.build(site.kubernetes().version().toString(), bundle);
  }

  private void announce(boolean bundleIsThere, boolean published, boolean partsAreThere) {
    progress.say(
        bundleIsThere
            ? "bundle: is there"
            : published
                ? "bundle: out of Kubernetes' own archive and registry, once"
                : partsAreThere
                    ? "bundle: a minute, its parts are there"
                    : "bundle: out of Debian's source, 11 to 17 minutes on two cores, once");
    if (!hasRootImage()) {
      progress.say("root image of the lab's hosts: about a minute, once");
    }
    progress.say(
        "lab, cluster, power loss and its mending: about 6 minutes on two cores after that");
  }

  private boolean hasRootImage() {
    Path images = workplace.cache().resolve("root-image");
    if (!Files.isDirectory(images)) {
      return false;
    }
    try (Stream<Path> all = Files.list(images)) {
      return all.anyMatch(image -> !image.getFileName().toString().endsWith(".partial"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Path bundle() {
    return switch (site.packages()) {
      case Packages.FromBundle(Path file) -> file;
      case Packages.Upstream _, Packages.FromMirror _ ->
          throw new ProblemException(
              Problem.of(
                  Problem.Code.SITE_INVALID,
                  "prepare the demo",
                  "site " + site.name() + " takes its packages from upstream",
                  "name a file as packages.bundle in " + site.file() + "; the demo makes it"));
    };
  }

  private static void join(Future<?> future) throws InterruptedException {
    try {
      future.get();
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case RuntimeException problem -> throw problem;
        case null, default -> throw new IllegalStateException(failed.getCause());
      }
    }
  }
}
