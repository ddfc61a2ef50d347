package dev.daruma.app.run;

import dev.daruma.cluster.packages.Archive;
import dev.daruma.cluster.packages.ArchiveIndex;
import dev.daruma.cluster.site.Packages;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.bundle.Bundle;
import dev.daruma.engine.bundle.Checksum;
import dev.daruma.engine.bundle.DebianContents;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The kubectl of the site's version, on this machine, out of where the site's packages come from.
 *
 * @param cache what can be made again, {@code ~/.cache/daruma}
 */
public record MatchingKubectl(Path cache) {
  private static final String ACT = "find a kubectl for the site";
  private static final String PACKAGE = "kubectl";
  private static final String FILE = "/usr/bin/kubectl";

  /** The program, taken out of the bundle or fetched from the archive where it was not yet. */
  public Path of(Site site) {
    return switch (site.packages()) {
      case Packages.FromBundle(Path file) -> outOf(Bundle.open(file));
      case Packages.Upstream _ -> outOf(Archive.upstream(site.kubernetes().version()), site);
      case Packages.FromMirror mirror -> outOf(Archive.mirror(site.kubernetes(), mirror), site);
    };
  }

  private Path outOf(Bundle bundle) {
    String here = architecture();
    if (!bundle.manifest().architecture().equals(here)) {
      throw refused(
          Problem.Code.BUNDLE_BROKEN,
          "the bundle was built for %s, and this machine is %s"
              .formatted(bundle.manifest().architecture(), here),
          bundle.manifest().kubernetes());
    }
    return kept(bundle.identity(), () -> bundle.packagedFile(PACKAGE, FILE));
  }

  private Path outOf(Archive archive, Site site) {
    String version = site.kubernetes().version().toString();
    String here = architecture();
    if (!Archive.ARCHITECTURES.contains(here)) {
      throw refused(
          Problem.Code.PACKAGE_FAILED,
          "the archive has packages for Linux, and this machine is " + here,
          version);
    }
    // The same version is the same program, whichever archive has it.
    String identity = Checksum.of((version + " " + here).getBytes(StandardCharsets.UTF_8));
    return kept(
        identity,
        () -> {
          try {
            ArchiveIndex index = ArchiveIndex.read(archive, SiteProxies.web(site));
            byte[] deb = index.fetch(index.find(PACKAGE, here));
            return new DebianContents(deb)
                .file(FILE)
                .orElseThrow(() -> new IOException("the package has no file " + FILE));
          } catch (IOException failure) {
            throw refused(
                Problem.Code.PACKAGE_FAILED, String.valueOf(failure.getMessage()), version);
          }
        });
  }

  private Path kept(String identity, Supplier<byte[]> content) {
    Path folder = cache.resolve(PACKAGE).resolve(identity.substring(0, 16));
    Path program = folder.resolve(PACKAGE);
    if (!Files.exists(program)) {
      try {
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, PACKAGE, ".new");
        Files.write(fresh, content.get());
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(fresh, program, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    return program;
  }

  private static ProblemException refused(Problem.Code code, String cause, String version) {
    return new ProblemException(Problem.of(code, ACT, cause, own(version)));
  }

  private static String own(String version) {
    return "install kubectl %s on this machine; daruma kubeconfig --merge ~/.kube/config gives it the site"
        .formatted(version);
  }

  /** Debian's name of it where this is a Linux, and something that no bundle has elsewhere. */
  private static String architecture() {
    String name = PublishedParts.ownArchitecture();
    String system = System.getProperty("os.name");
    return system.equals("Linux") ? name : system + " on " + name;
  }

  /** Becomes that program; comes back only when it cannot be started. */
  public static int run(Path program, Path kubeconfig, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    String cause =
        ProcessImage.replace(command, Map.of("KUBECONFIG", kubeconfig.toAbsolutePath().toString()));
    throw new ProblemException(
        Problem.of(
            Problem.Code.COMMAND_FAILED,
            "run kubectl",
            cause,
            "see that "
                + program
                + " is there and may be executed; it is made anew when it is gone"));
  }
}
