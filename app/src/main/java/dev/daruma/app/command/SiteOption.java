package dev.daruma.app.command;

import dev.daruma.app.Workplace;
import dev.daruma.app.run.SiteRefused;
import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.file.Reading;
import dev.daruma.cluster.site.file.SiteFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which site a command is about. */
final class SiteOption {
  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "The site file (default: ${DEFAULT-VALUE}).",
      defaultValue = "site.yaml")
  private Path file = Path.of("site.yaml");

  /** The site, with warnings printed; an unusable file ends the command. */
  Site read(Workplace workplace) {
    Reading reading = reading(workplace);
    reading.warnings().forEach(finding -> workplace.err().println(finding.text()));
    return reading.site().orElseThrow(() -> new SiteRefused(reading.errors()));
  }

  /** The site for commands about its lab, which makes what a warning would miss: key and bundle. */
  Site readForLab(Workplace workplace) {
    Reading reading = reading(workplace);
    return reading.site().orElseThrow(() -> new SiteRefused(reading.errors()));
  }

  Reading reading(Workplace workplace) {
    return SiteFile.read(file, workplace.operator(), workplace.clock());
  }

  Path file() {
    return file;
  }
}
