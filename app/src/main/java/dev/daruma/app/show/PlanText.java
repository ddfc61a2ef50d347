package dev.daruma.app.show;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.resource.Change;
import java.util.ArrayList;
import java.util.List;

/** A plan as a person reads it: host by host, each act with what it changes and why. */
public record PlanText(Paint paint) {

  public List<String> lines(Plan plan) {
    List<String> lines = new ArrayList<>();
    List<HostName> hosts = plan.acts().stream().map(Act::host).distinct().toList();
    for (HostName host : hosts) {
      lines.add(paint.bold(host.value()));
      plan.acts().stream().filter(act -> act.host().equals(host)).forEach(act -> add(act, lines));
      lines.add("");
    }
    int count = ChangeCount.of(plan);
    lines.add(
        count == 0
            ? "0 changes" + (plan.acts().isEmpty() ? "" : "; apply would verify the cluster")
            : ChangeCount.text(count) + " on " + changed(plan));
    return lines;
  }

  private static String changed(Plan plan) {
    long hosts = plan.acts().stream().map(Act::host).distinct().count();
    return hosts + (hosts == 1 ? " host" : " hosts");
  }

  private void add(Act act, List<String> lines) {
    lines.add("  " + act.title());
    switch (act) {
      case HostChange change -> change.changes().forEach(each -> add(each, lines));
      case Step step -> step.explanation().forEach(line -> lines.add("    " + line));
    }
  }

  private void add(Change change, List<String> lines) {
    lines.add("    " + paint.yellow("~ " + change.label()) + ": " + change.reason());
    change.diff().forEach(line -> lines.add("        " + coloured(line)));
  }

  private String coloured(String line) {
    if (line.startsWith("+")) {
      return paint.green(line);
    }
    return line.startsWith("-") ? paint.red(line) : line;
  }
}
