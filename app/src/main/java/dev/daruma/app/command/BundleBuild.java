package dev.daruma.app.command;

import dev.daruma.app.ExitCode;
import dev.daruma.app.Workplace;
import dev.daruma.app.show.Paint;
import dev.daruma.app.show.Progress;
import dev.daruma.lab.bundle.BundleBuilder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Builds a bundle out of Debian's packages and sources. */
@Command(name = "build", description = "Build a bundle out of Debian's packages and sources.")
public final class BundleBuild implements Callable<Integer> {
  /** What the parts are made from. */
  enum Source {
    DEBIAN
  }

  private final Workplace workplace;

  @Option(
      names = "--from",
      paramLabel = "debian",
      description = "Where the parts come from (default: debian).")
  private Source source = Source.DEBIAN;

  @Option(
      names = "--kubernetes",
      required = true,
      paramLabel = "VERSION",
      description = "The version of Kubernetes, such as 1.20.2.")
  private String version = "";

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The bundle's file.")
  private Path out = Path.of("");

  public BundleBuild(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() {
    Progress progress =
        new Progress(workplace.out(), new Paint(workplace.terminal()), workplace.clock());
    Path built =
        switch (source) {
          case DEBIAN -> new BundleBuilder(workplace.cache(), progress::say).build(version, out);
        };
    workplace.out().println(built);
    return ExitCode.DONE;
  }
}
