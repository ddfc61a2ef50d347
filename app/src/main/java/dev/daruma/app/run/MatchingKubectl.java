package dev.daruma.app.run;

import dev.daruma.cluster.site.Packages;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.bundle.Bundle;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The kubectl that the site's bundle has, on this machine.
 *
 * @param cache what can be made again, {@code ~/.cache/daruma}
 */
public record MatchingKubectl(Path cache) {
  private static final String ACT = "find a kubectl for the site";

  /** The program, taken out of the bundle where it was not yet. */
  public Path of(Site site) {
    return switch (site.packages()) {
      case Packages.FromBundle(Path file) -> outOf(Bundle.open(file));
      case Packages.Upstream _, Packages.FromMirror _ ->
          throw new ProblemException(
              Problem.of(
                  Problem.Code.SITE_INVALID,
                  ACT,
                  "its packages come from an archive, and so far only bundles are looked into",
                  own(site.kubernetes().version().toString())));
    };
  }

  private Path outOf(Bundle bundle) {
    String here = architecture();
    if (!bundle.manifest().architecture().equals(here)) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.BUNDLE_BROKEN,
              ACT,
              "the bundle was built for %s, and this machine is %s"
                  .formatted(bundle.manifest().architecture(), here),
              own(bundle.manifest().kubernetes())));
    }
    Path folder = cache.resolve("kubectl").resolve(bundle.identity().substring(0, 16));
    Path program = folder.resolve("kubectl");
    if (!Files.exists(program)) {
      try {
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, "kubectl", ".new");
        Files.write(fresh, bundle.packagedFile("kubectl", "/usr/bin/kubectl"));
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(fresh, program, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    return program;
  }

  private static String own(String version) {
    return "install kubectl %s on this machine; daruma kubeconfig --merge ~/.kube/config gives it the site"
        .formatted(version);
  }

  /** Debian's name of it where this is a Linux, and something that no bundle has elsewhere. */
  private static String architecture() {
    String name = System.getProperty("os.arch").replace("aarch64", "arm64");
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
