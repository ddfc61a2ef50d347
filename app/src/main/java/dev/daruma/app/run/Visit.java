package dev.daruma.app.run;

import dev.daruma.app.Workplace;
import dev.daruma.cluster.controlplane.AuthorityStore;
import dev.daruma.cluster.controlplane.KubeadmDocuments;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.life.Blueprint;
import dev.daruma.cluster.life.Look;
import dev.daruma.cluster.packages.Archive;
import dev.daruma.cluster.packages.HostBundle;
import dev.daruma.cluster.packages.Source;
import dev.daruma.cluster.quorum.Electorate;
import dev.daruma.cluster.site.Host;
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
import java.util.List;
import java.util.TreeMap;

/**
 * A site with its hosts within reach.
 *
 * @param all the shells that reach further when hosts are found that the file does not know
 */
public record Visit(
    Site site, Shells shells, SiteFolder folder, Workplace workplace, SiteShells all)
    implements AutoCloseable {
  /** A site whose shells are given. */
  public Visit(Site site, Shells shells, SiteFolder folder, Workplace workplace) {
    this(site, shells, folder, workplace, new SiteShells(workplace.connections(), shells));
  }

  /** Goes where the site is; a lab's namespace included. */
  public static Visit to(Site site, Workplace workplace) {
    LabNamespace.enter(site, workplace);
    Lab lab = SiteLab.of(site, workplace, line -> {});
    SiteShells shells =
        new SiteShells(
            workplace.connections(),
            workplace.connections().to(SiteLab.targets(site.targets(), lab)));
    return new Visit(site, shells, SiteFolder.of(site), workplace, shells);
  }

  /**
   * What these hosts answer, which the file does not know; they are within reach from now on.
   *
   * @param strangers as the cluster knows them
   */
  Facts lookAtStrangers(List<Host> strangers) {
    if (strangers.isEmpty()) {
      return new Facts(new TreeMap<>(), new TreeMap<>());
    }
    Lab lab = SiteLab.of(site, workplace, line -> {});
    all.reach(SiteLab.targets(strangers.stream().map(Host::target).toList(), lab));
    return new Look(shells, workplace.clock()).at(strangers, host -> Electorate.probes(site, host));
  }

  /** The same site by other shells, which are closed by whoever made them. */
  public Visit by(Shells other) {
    return new Visit(site, other, folder, workplace, all);
  }

  /** What decisions are made from, besides the facts. */
  public Blueprint blueprint() {
    Source source = source();
    return new Blueprint(
        site,
        source,
        authorities(),
        new KubeadmDocuments(site, source, workplace.random().get()),
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

  private Source source() {
    return switch (site.packages()) {
      case Packages.Upstream _ -> Archive.upstream(site.kubernetes().version());
      case Packages.FromMirror mirror -> Archive.mirror(site.kubernetes(), mirror);
      case Packages.FromBundle(Path file) -> {
        if (!Files.isRegularFile(file)) {
          throw new ProblemException(
              Problem.of(
                  Problem.Code.BUNDLE_BROKEN,
                  "open the bundle of " + site.name(),
                  "there is no file " + file,
                  "daruma bundle build --from %s --kubernetes %s --out %s"
                      .formatted(
                          Archive.publisher(site.kubernetes().version()),
                          site.kubernetes().version(),
                          file)));
        }
        yield new HostBundle(Bundle.open(file));
      }
    };
  }

  @Override
  public void close() {
    shells.close();
  }
}
