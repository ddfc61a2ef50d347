package dev.daruma.app.command;

import dev.daruma.app.ExitCode;
import dev.daruma.app.Workplace;
import dev.daruma.app.show.PlanJson;
import dev.daruma.cluster.site.file.Reading;
import dev.daruma.cluster.site.shape.Finding;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the site file and tells everything that is wrong with it. */
@Command(name = "validate", description = "Check the site file; touches no host.")
public final class Validate implements Callable<Integer> {
  private final Workplace workplace;

  @Mixin private final SiteOption site = new SiteOption();
  @Mixin private final OutputOption output = new OutputOption();

  public Validate(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() {
    Reading reading = site.reading(workplace);
    if (output.isJson()) {
      workplace.out().println(PlanJson.print(json(reading)));
    } else {
      reading.errors().forEach(finding -> workplace.err().println(finding.text()));
      reading
          .warnings()
          .forEach(finding -> workplace.err().println(finding.text() + " (a warning)"));
      reading
          .site()
          .ifPresent(
              read ->
                  workplace
                      .out()
                      .println(
                          "%s is good: site %s, %d hosts, %d control planes"
                              .formatted(
                                  site.file(),
                                  read.name(),
                                  read.hosts().size(),
                                  read.controlPlanes().size())));
    }
    return reading.site().isPresent() ? ExitCode.DONE : ExitCode.USAGE;
  }

  private static ObjectNode json(Reading reading) {
    ObjectNode json = PlanJson.object();
    json.put("valid", reading.site().isPresent());
    ArrayNode findings = json.putArray("findings");
    for (Finding finding : reading.findings()) {
      findings
          .addObject()
          .put("severity", finding.isError() ? "error" : "warning")
          .put("file", finding.file().toString())
          .put("line", finding.line())
          .put("column", finding.column())
          .put("what", finding.what())
          .put("remedy", finding.remedy());
    }
    return json;
  }
}
