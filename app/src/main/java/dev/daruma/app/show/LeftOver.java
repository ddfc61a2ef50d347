package dev.daruma.app.show;

import dev.daruma.engine.execute.Outcome;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Act;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an interrupted run has left to do. */
public final class LeftOver {
  private static final int WIDTH = 79;

  private LeftOver() {}

  /** Lines of 79 columns at most. */
  public static List<String> lines(Outcome outcome) {
    List<Act> left = new ArrayList<>(outcome.cut());
    left.addAll(outcome.left());
    int all = outcome.done().size() + outcome.failed().size() + left.size();
    List<String> lines = new ArrayList<>();
    lines.add("interrupted: %d of %d acts are done; left:".formatted(outcome.done().size(), all));
    Map<HostName, List<String>> titles = new LinkedHashMap<>();
    left.forEach(
        act -> titles.computeIfAbsent(act.host(), host -> new ArrayList<>()).add(act.title()));
    int names = titles.keySet().stream().mapToInt(host -> host.value().length()).max().orElse(0);
    titles.forEach(
        (host, acts) ->
            lines.addAll(Wrapped.list("  " + ("%-" + names + "s  ").formatted(host), acts, WIDTH)));
    lines.add("run it again, it goes on from what the hosts are");
    return lines;
  }
}
