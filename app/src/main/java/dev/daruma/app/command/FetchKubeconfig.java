package dev.daruma.app.command;

import dev.daruma.app.ExitCode;
import dev.daruma.app.Workplace;
import dev.daruma.app.run.ClusterAccess;
import dev.daruma.app.run.SiteFolder;
import dev.daruma.app.run.Visit;
import dev.daruma.cluster.kubeconfig.Kubeconfig;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fetches the administrator's kubeconfig, and merges it into a file where asked to. */
@Command(
    name = "kubeconfig",
    description = "Fetch the administrator's kubeconfig from a control plane that answers.")
public final class FetchKubeconfig implements Callable<Integer> {
  private final Workplace workplace;

  @Mixin private final SiteOption site = new SiteOption();

  @Option(
      names = "--merge",
      paramLabel = "FILE",
      description = "Merge cluster, user and context into this file, such as ~/.kube/config.")
  private @Nullable Path target;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "What cluster, user and context are called (default: the site's name).")
  private @Nullable String context;

  public FetchKubeconfig(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() {
    try (Visit visit = Visit.to(site.read(workplace), workplace)) {
      ClusterAccess access = new ClusterAccess(visit);
      if (target == null) {
        workplace.out().println(access.keepKubeconfig());
      } else {
        String name = context == null ? visit.site().name() : context;
        Kubeconfig kubeconfig = access.kubeconfig().named(name);
        merge(kubeconfig, target);
        workplace.out().println("merged context " + name + " into " + target);
      }
      return ExitCode.DONE;
    }
  }

  private static void merge(Kubeconfig kubeconfig, Path target) {
    try {
      // A link stays a link: what it points at is replaced.
      Path file = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      String existing = Files.exists(file) ? Files.readString(file) : "";
      kubeconfig
          .conflictIn(existing)
          .ifPresent(
              server -> {
                throw new ProblemException(
                    Problem.of(
                        Problem.Code.CONFLICT,
                        "merge the kubeconfig into " + target,
                        "it knows another cluster as %s, at %s"
                            .formatted(kubeconfig.name(), server),
                        "give this one another name with --context NAME"));
              });
      SiteFolder.write(file, kubeconfig.mergedInto(existing));
    } catch (IllegalArgumentException malformed) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.CONFLICT,
              "merge the kubeconfig into " + target,
              String.valueOf(malformed.getMessage()),
              "mend the file, or name another one; it was left as it was"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
