package dev.daruma.app.command;

import dev.daruma.app.ExitCode;
import dev.daruma.app.Workplace;
import dev.daruma.app.demo.Demo;
import dev.daruma.app.demo.Preparation;
import dev.daruma.app.run.SiteLab;
import dev.daruma.app.run.SiteRefused;
import dev.daruma.app.show.Progress;
import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.file.Reading;
import dev.daruma.cluster.site.file.SiteFile;
import dev.daruma.engine.problem.Problem;
import dev.daruma.lab.host.Lab;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Builds the example site in a lab, takes a host's power, measures, and leaves it running. */
@Command(
    name = "demo",
    description =
        "Build a cluster in a lab on this machine, take a host's power, measure the outage.")
public final class DemoCommand implements Callable<Integer> {
  /** Where the launcher says that the program's files are. */
  private static final String HOME = "DARUMA_HOME";

  private final Workplace workplace;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "The site file (default: examples/lab/site.yaml of daruma's own folder).")
  private @Nullable Path file;

  @Option(
      names = "--prepare-only",
      description = "Install the Debian packages and build the bundle, then stop.")
  private boolean prepareOnly;

  @Mixin private final LogOption log = new LogOption();

  @Option(names = Demo.PREPARED, hidden = true)
  private @Nullable Long prepared;

  public DemoCommand(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() throws InterruptedException {
    Path chosen = file == null ? example() : file;
    // No warnings: what is missing, key and bundle, the demo makes.
    Reading reading = SiteFile.read(chosen, workplace.operator());
    Site site = reading.site().orElseThrow(() -> new SiteRefused(reading.errors()));
    Progress progress = OutputOption.live(workplace, log);
    if (prepareOnly) {
      Lab lab = SiteLab.of(site, workplace, progress::say);
      new Preparation(site, lab, workplace, progress).withoutLab();
      return ExitCode.DONE;
    }
    List<Problem> problems =
        new Demo(site, chosen, workplace, progress)
            .run(Optional.ofNullable(prepared).map(Duration::ofMillis));
    problems.forEach(problem -> workplace.err().println(problem.text()));
    return problems.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private Path example() {
    Path home = Path.of(workplace.operator().environment().getOrDefault(HOME, "."));
    Path here = Path.of("").toAbsolutePath();
    Path example = home.resolve("examples").resolve("lab").resolve("site.yaml").toAbsolutePath();
    return example.startsWith(here) ? here.relativize(example) : example;
  }
}
