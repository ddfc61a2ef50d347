package dev.daruma.app.command;

import dev.daruma.app.ExitCode;
import dev.daruma.app.Workplace;
import dev.daruma.app.run.SiteLab;
import dev.daruma.app.show.PlanJson;
import dev.daruma.lab.host.Lab;
import dev.daruma.lab.host.LabHostStatus;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows which of the lab's hosts run. */
@Command(name = "status", description = "Show how the lab's hosts are.")
public final class LabStatus implements Callable<Integer> {
  private final Workplace workplace;

  @Mixin private final SiteOption site = new SiteOption();
  @Mixin private final OutputOption output = new OutputOption();

  public LabStatus(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() {
    Lab lab = SiteLab.of(site.readForLab(workplace), workplace, line -> {});
    List<LabHostStatus> hosts = lab.status();
    if (output.isJson()) {
      ObjectNode json = PlanJson.object();
      lab.namespace().ifPresent(name -> json.put("namespace", name));
      ArrayNode list = json.putArray("hosts");
      hosts.forEach(
          host ->
              list.addObject()
                  .put("host", host.name().value())
                  .put("address", host.address().getHostAddress())
                  .put("state", word(host)));
      workplace.out().println(PlanJson.print(json));
    } else {
      hosts.forEach(
          host ->
              workplace
                  .out()
                  .println(
                      "%-12s %-15s %s"
                          .formatted(host.name(), host.address().getHostAddress(), word(host))));
      lab.namespace().ifPresent(name -> workplace.out().println("in network namespace " + name));
    }
    return ExitCode.DONE;
  }

  private static String word(LabHostStatus host) {
    return host.state().name().toLowerCase(Locale.ROOT);
  }
}
