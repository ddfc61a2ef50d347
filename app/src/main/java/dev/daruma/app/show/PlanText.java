package dev.daruma.app.show;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.resource.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A plan as a person reads it: host by host, each act with what it changes, why, and what it waits
 * for; then how long it will take and what it disrupts.
 */
public record PlanText(Paint paint) {

  public List<String> lines(ShownPlan shown) {
    Plan plan = shown.plan();
    List<String> lines = new ArrayList<>();
    List<HostName> hosts = plan.acts().stream().map(Act::host).distinct().toList();
    for (HostName host : hosts) {
      lines.add(paint.bold(host.value()));
      plan.acts().stream()
          .filter(act -> act.host().equals(host))
          .forEach(act -> add(act, plan, lines));
      lines.add("");
    }
    if (!plan.acts().isEmpty()) {
      lines.addAll(new CourseText(paint).lines(shown));
    }
    shown.leftOut().forEach(each -> lines.add(paint.yellow(LeftOutText.of(each))));
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

  private void add(Act act, Plan plan, List<String> lines) {
    lines.add("  " + act.title() + paint.faint(" (" + act.room().word() + ")"));
    switch (act) {
      case HostChange change -> change.changes().forEach(each -> add(each, lines));
      case Step step -> step.explanation().forEach(line -> lines.add("    " + line));
    }
    waits(act, plan).forEach(line -> lines.add("    " + paint.faint(line)));
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

  /** What does not hold yet, and whose work it is. */
  private static List<String> waits(Act act, Plan plan) {
    List<Milestone> missing =
        act.needs().stream()
            .filter(need -> !plan.holding().contains(need))
            .sorted(Comparator.comparing(Milestone::title))
            .toList();
    Set<Milestone> given =
        plan.acts().stream()
            .filter(other -> !other.equals(act))
            .flatMap(other -> other.gives().stream())
            .collect(Collectors.toSet());
    if (plan.acts().size() > 2 && missing.containsAll(given)) {
      return List.of("waits until everything else is done");
    }
    return missing.stream()
        .map(need -> "waits until " + need.title() + " (" + givers(need, act, plan) + ")")
        .toList();
  }

  private static String givers(Milestone need, Act act, Plan plan) {
    return plan.acts().stream()
        .filter(other -> other.gives().contains(need))
        .map(
            giver -> giver.title() + (giver.host().equals(act.host()) ? "" : " on " + giver.host()))
        .collect(Collectors.joining(" or "));
  }
}
