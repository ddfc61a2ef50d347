package dev.daruma.app.show;

import dev.daruma.cluster.reboot.Reboot;
import dev.daruma.cluster.site.Host;
import dev.daruma.engine.execute.Outcome;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Act;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is said of a row of reboots before and after. */
public final class RebootText {
  private RebootText() {}

  /** The order, and what an earlier row has done. */
  public static List<String> before(Reboot reboot) {
    List<String> lines = new ArrayList<>();
    if (!reboot.earlier().isEmpty()) {
      lines.add(
          "going on with a row of reboots that was cut off; done by it: "
              + words(reboot.earlier().stream().map(Host::name).toList()));
    }
    lines.add(
        (reboot.rolling() ? "rebooting one after the other: " : "rebooting at once: ")
            + words(reboot.row().stream().map(Host::name).toList()));
    return lines;
  }

  /** The hosts of the row that are not done, in its order. */
  public static List<HostName> left(Reboot reboot, Outcome outcome) {
    Set<HostName> undone = new HashSet<>();
    Stream.of(
            outcome.failed().stream().map(Outcome.Failure::act),
            outcome.skipped().stream(),
            outcome.cut().stream(),
            outcome.left().stream())
        .<Act>flatMap(acts -> acts)
        .forEach(act -> undone.add(act.host()));
    return reboot.row().stream().map(Host::name).filter(undone::contains).toList();
  }

  /** Which are done, which are left, and how to go on. */
  public static List<String> after(Reboot reboot, List<HostName> left, boolean rolling) {
    List<HostName> done =
        reboot.row().stream().map(Host::name).filter(host -> !left.contains(host)).toList();
    List<String> lines = new ArrayList<>();
    if (!done.isEmpty()) {
      lines.add("rebooted and well again: " + words(done));
    }
    if (!left.isEmpty()) {
      lines.add("left: " + words(left));
      lines.add(
          "when the cause is mended, go on with: daruma reboot"
              + (rolling ? " --rolling " : " ")
              + left.stream().map(HostName::value).collect(Collectors.joining(" ")));
    }
    return lines;
  }

  private static String words(List<HostName> hosts) {
    return hosts.stream().map(HostName::value).collect(Collectors.joining(", "));
  }
}
