package dev.daruma.app.run;

import dev.daruma.app.Workplace;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.lab.host.Lab;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Moves this process into the namespace of a site's lab, where it has one.
 *
 * <p>By {@code nsenter --net} and not by {@code ip netns exec}: the latter mounts another /sys,
 * which hides the control groups that power on and off work with.
 */
public final class LabNamespace {
  /** Holds the namespace's name once the process is inside; so it moves only once. */
  public static final String VARIABLE = "DARUMA_LAB_NAMESPACE";

  /** The name of the machine's own namespace, where the bridges of most labs stand. */
  private static final String MACHINE = "machine";

  /**
   * What a process that measures in a lab is started by: scheduled round robin, ahead of everything
   * else, because all hosts of a lab share the processors with it. Else it would take it for an
   * outage that it was not woken in time. Source: sched(7).
   */
  public static final List<String> AHEAD = List.of("chrt", "--rr", "1");

  private LabNamespace() {}

  /** Returns when the process is where the site's hosts can be reached. */
  public static void enter(Site site, Workplace workplace) {
    enter(site, workplace, List.of());
  }

  /** Enters, and is ahead of everything from then on. */
  public static void enterAhead(Site site, Workplace workplace) {
    enter(site, workplace, AHEAD, List.of());
  }

  /**
   * @param further arguments that the process has after the move
   */
  public static void enter(Site site, Workplace workplace, List<String> further) {
    enter(site, workplace, List.of(), further);
  }

  private static void enter(
      Site site, Workplace workplace, List<String> ahead, List<String> further) {
    if (workplace.lab().isPresent()) {
      return;
    }
    Lab lab = SiteLab.of(site, workplace, line -> {});
    Optional<String> namespace = lab.namespace();
    List<String> command = new ArrayList<>();
    namespace.ifPresent(
        name -> command.addAll(List.of("nsenter", "--net=/run/netns/" + name, "--")));
    if (SiteLab.isUp(lab)) {
      command.addAll(ahead);
    }
    if (command.isEmpty()) {
      return;
    }
    workplace.out().flush();
    workplace.err().flush();
    ProcessHandle.Info self = ProcessHandle.current().info();
    command.add(self.command().orElseThrow());
    command.addAll(List.of(self.arguments().orElseThrow()));
    command.addAll(further);
    String cause = ProcessImage.replace(command, Map.of(VARIABLE, namespace.orElse(MACHINE)));
    throw new ProblemException(
        Problem.of(
            Problem.Code.LAB,
            "enter the lab" + namespace.map(name -> "'s network namespace " + name).orElse(""),
            cause,
            "run as root on Linux, with nsenter and chrt (package util-linux) in the path"));
  }
}
