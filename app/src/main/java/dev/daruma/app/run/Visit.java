package dev.daruma.app.run;

import dev.daruma.app.Workplace;
import dev.daruma.cluster.controlplane.AuthorityStore;
import dev.daruma.cluster.controlplane.KubeadmDocuments;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.life.Blueprint;
import dev.daruma.cluster.life.Look;
import dev.daruma.cluster.packages.HostBundle;
import dev.daruma.cluster.site.Packages;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.bundle.Bundle;
import dev.daruma.engine.execute.PatientShells;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Shells;
import dev.daruma.lab.host.Lab;
import java.nio.file.Files;
import java.nio.file.Path;

/** A site with its hosts within reach. */
public record Visit(Site site, Shells shells, SiteFolder folder, Workplace workplace)
    implements AutoCloseable {

  /** Goes where the site is; a lab's namespace included. */
  public static Visit to(Site site, Workplace workplace) {
    LabNamespace.enter(site, workplace);
    Lab lab = SiteLab.of(site, workplace, line -> {});
    return new Visit(
        site,
        workplace.connections().to(SiteLab.targets(site, lab)),
        SiteFolder.of(site),
        workplace);
  }

  /** The same site by other shells, which are closed by whoever made them. */
  public Visit by(Shells other) {
    return new Visit(site, other, folder, workplace);
  }

  /** What decisions are made from, besides the facts. */
  public Blueprint blueprint() {
    HostBundle bundle = new HostBundle(Bundle.open(bundleFile()));
    return new Blueprint(
        site,
        bundle,
        authorities(),
        new KubeadmDocuments(site, bundle, workplace.random().get()),
        folder.isProven());
  }

  public AuthorityStore authorities() {
    return new AuthorityStore(folder.keys(), workplace.clock(), workplace.random().get());
  }

  public Facts look(Blueprint blueprint) {
    return new Look(patient(), workplace.clock()).at(site, blueprint);
  }

  /** The hosts' shells for a look: one that boots is waited for, and that is said. */
  public Shells patient() {
    return new PatientShells(
        shells,
        workplace.clock(),
        line -> {
          workplace.err().println(line);
          workplace.err().flush();
        });
  }

  private Path bundleFile() {
    return switch (site.packages()) {
      case Packages.Upstream _ ->
          throw new ProblemException(
              Problem.of(
                  Problem.Code.SITE_INVALID,
                  "find packages for " + site.name(),
                  "packages.source upstream is not supported yet",
                  "build a bundle (daruma bundle build) and name it as packages.bundle in "
                      + site.file()));
      case Packages.FromBundle(Path file) -> {
        if (!Files.isRegularFile(file)) {
          throw new ProblemException(
              Problem.of(
                  Problem.Code.BUNDLE_BROKEN,
                  "open the bundle of " + site.name(),
                  "there is no file " + file,
                  "daruma bundle build --from debian --kubernetes %s --out %s"
                      .formatted(site.kubernetes().version(), file)));
        }
        yield file;
      }
    };
  }

  @Override
  public void close() {
    shells.close();
  }
}
