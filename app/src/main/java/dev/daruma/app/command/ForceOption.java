package dev.daruma.app.command;

import dev.daruma.cluster.site.Site;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Insisting on what the quorum guard refuses; not by habit, since it wants the site's name. */
final class ForceOption {
  @Option(
      names = "--force-unsafe",
      paramLabel = "SITE-NAME",
      description = "Do it although the cluster may lose its quorum; demands the site's name.")
  private @Nullable String name;

  /**
   * @throws ProblemException USAGE when another name was given than the site's
   */
  boolean isGiven(Site site) {
    if (name == null) {
      return false;
    }
    if (!name.equals(site.name())) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.USAGE,
              "insist",
              "--force-unsafe names " + name + ", and the site is " + site.name(),
              "look once more at which site this is about, and give its name"));
    }
    return true;
  }
}
