package dev.daruma.app.command;

import dev.daruma.app.ExitCode;
import dev.daruma.app.Workplace;
import dev.daruma.app.run.LabNamespace;
import dev.daruma.app.run.PublishedParts;
import dev.daruma.app.show.Paint;
import dev.daruma.app.show.Progress;
import dev.daruma.cluster.packages.Archive;
import dev.daruma.cluster.site.Packages;
import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.Version;
import dev.daruma.lab.bundle.BundleBuilder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Builds a bundle: of Debian's sources, of what Kubernetes publishes, or of a site's mirror. */
@Command(
    name = "build",
    description = "Build a bundle: packages and images in one file.",
    footer = {
      "",
      "debian: Kubernetes 1.20 out of Debian's source package.",
      "upstream: any release from 1.24 on, from Kubernetes' own archive and registry.",
      "site: the version, the archive and the registry that the site file names."
    })
public final class BundleBuild implements Callable<Integer> {
  /** What the parts are made from. */
  enum Source {
    DEBIAN,
    UPSTREAM,
    SITE
  }

  private final Workplace workplace;

  @Option(
      names = "--from",
      paramLabel = "debian|upstream|site",
      description = "Where the parts come from (default: debian).")
  private Source source = Source.DEBIAN;

  @Option(
      names = "--kubernetes",
      paramLabel = "VERSION",
      description = "The version of Kubernetes, such as 1.20.2; not with --from site.")
  private @Nullable String version;

  @Option(
      names = "--architecture",
      paramLabel = "amd64|arm64",
      description = "What hosts it is for (default: such as this machine); not with --from debian.")
  private @Nullable String architecture;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The bundle's file.")
  private Path out = Path.of("");

  @Mixin private final SiteOption site = new SiteOption();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec specification;

  public BundleBuild(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() {
    Progress progress =
        new Progress(workplace.out(), new Paint(workplace.terminal()), workplace.clock());
    BundleBuilder builder = new BundleBuilder(workplace.cache(), progress::say);
    Path built =
        switch (source) {
          case DEBIAN -> {
            if (architecture != null) {
              throw wrong("--architecture: Debian's source is built for this machine's own");
            }
            yield builder.build(version().toString(), out);
          }
          case UPSTREAM ->
              builder.build(PublishedParts.upstream(published(version()), architecture()), out);
          case SITE -> {
            if (version != null) {
              throw wrong("--kubernetes: with --from site the site file says it");
            }
            Site read = site.readForLab(workplace);
            LabNamespace.enter(read, workplace);
            PublishedParts parts = PublishedParts.of(read, archive(read), architecture());
            parts
                .leftOut()
                .forEach(
                    name ->
                        progress.say(
                            name + " is named by its digest: hosts have to fetch it themselves"));
            yield builder.build(parts, out);
          }
        };
    workplace.out().println(built);
    return ExitCode.DONE;
  }

  private Archive archive(Site read) {
    return switch (read.packages()) {
      case Packages.Upstream _ -> Archive.upstream(read.kubernetes().version());
      case Packages.FromMirror mirror -> Archive.mirror(read.kubernetes(), mirror);
      case Packages.FromBundle _ ->
          throw wrong("--from site: its packages come from a bundle themselves");
    };
  }

  private Version version() {
    return Optional.ofNullable(version)
        .flatMap(Version::parse)
        .orElseThrow(() -> wrong("--kubernetes: name a version, such as 1.20.2"));
  }

  private Version published(Version wanted) {
    if (!Archive.isPublished(wanted)) {
      throw wrong(
          "--kubernetes: Kubernetes' own archive begins with 1.%d".formatted(Archive.FIRST_MINOR));
    }
    return wanted;
  }

  private String architecture() {
    String wanted = architecture == null ? PublishedParts.ownArchitecture() : architecture;
    if (!Archive.ARCHITECTURES.contains(wanted)) {
      throw wrong("--architecture: write one of " + String.join(", ", Archive.ARCHITECTURES));
    }
    return wanted;
  }

  private ParameterException wrong(String what) {
    return new ParameterException(specification.commandLine(), what);
  }
}
