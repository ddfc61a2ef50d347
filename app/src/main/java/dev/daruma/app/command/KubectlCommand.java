package dev.daruma.app.command;

import dev.daruma.app.Workplace;
import dev.daruma.app.run.ClusterAccess;
import dev.daruma.app.run.LabNamespace;
import dev.daruma.app.run.MatchingKubectl;
import dev.daruma.app.run.SiteFolder;
import dev.daruma.app.run.Visit;
import dev.daruma.cluster.site.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs the kubectl of the site's version against the site, without its being installed here. */
@Command(
    name = "kubectl",
    description = "Run the kubectl of the site's version against the site.",
    customSynopsis = "daruma kubectl [-f=FILE] ARGUMENT...")
public final class KubectlCommand implements Callable<Integer> {
  private final Workplace workplace;

  @Mixin private final SiteOption site = new SiteOption();

  @Parameters(
      paramLabel = "ARGUMENT",
      arity = "1..*",
      description = "What kubectl is to do, with its own options.")
  private List<String> arguments = new ArrayList<>();

  public KubectlCommand(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() {
    Site read = site.read(workplace);
    LabNamespace.enter(read, workplace);
    Path program = new MatchingKubectl(workplace.cache()).of(read);
    Path kubeconfig = SiteFolder.of(read).kubeconfig();
    if (!Files.exists(kubeconfig)) {
      try (Visit visit = Visit.to(read, workplace)) {
        kubeconfig = new ClusterAccess(visit).keepKubeconfig();
      }
    }
    return MatchingKubectl.run(program, kubeconfig, arguments);
  }
}
