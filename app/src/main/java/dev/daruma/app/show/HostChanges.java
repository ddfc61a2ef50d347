package dev.daruma.app.show;

import dev.daruma.cluster.verify.VerifyCluster;
import dev.daruma.engine.execute.Event;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a run has changed on which host, and how long each host was busy. */
public final class HostChanges implements Consumer<Event> {
  private static final int WIDTH = 79;

  private record Made(Act act, Duration took) {}

  private final SortedMap<HostName, List<Made>> made = new TreeMap<>();

  @Override
  public synchronized void accept(Event event) {
    if (event instanceof Event.Finished(Act act, Duration took)) {
      made.computeIfAbsent(act.host(), host -> new ArrayList<>()).add(new Made(act, took));
    }
  }

  /** For each host that was changed how much and by which acts; lines of 79 columns at most. */
  public synchronized List<String> lines() {
    List<String> lines = new ArrayList<>();
    int names = made.keySet().stream().mapToInt(host -> host.value().length()).max().orElse(0);
    for (Map.Entry<HostName, List<Made>> each : changed().entrySet()) {
      int count = each.getValue().stream().mapToInt(act -> count(act.act())).sum();
      String head = ("%-" + names + "s  %10s  ").formatted(each.getKey(), ChangeCount.text(count));
      lines.addAll(
          Wrapped.list(head, each.getValue().stream().map(HostChanges::words).toList(), WIDTH));
    }
    made.entrySet().stream()
        .max(Comparator.comparing(each -> busy(each.getValue())))
        .filter(slowest -> made.size() > 1)
        .ifPresent(
            slowest ->
                lines.add(
                    "slowest host: %s, busy for %s"
                        .formatted(slowest.getKey(), Seconds.of(busy(slowest.getValue())))));
    return lines;
  }

  private SortedMap<HostName, List<Made>> changed() {
    SortedMap<HostName, List<Made>> changed = new TreeMap<>();
    made.forEach(
        (host, acts) -> {
          List<Made> changes = acts.stream().filter(each -> count(each.act()) > 0).toList();
          if (!changes.isEmpty()) {
            changed.put(host, changes);
          }
        });
    return changed;
  }

  public synchronized ArrayNode json() {
    ArrayNode json = PlanJson.object().putArray("hosts");
    changed()
        .forEach(
            (host, acts) -> {
              ObjectNode one = json.addObject();
              one.put("host", host.value());
              one.put("changes", acts.stream().mapToInt(each -> count(each.act())).sum());
              one.put("busyMilliseconds", busy(acts).toMillis());
              acts.forEach(each -> one.withArray("acts").add(each.act().title()));
            });
    return json;
  }

  private static Duration busy(List<Made> acts) {
    return acts.stream().map(Made::took).reduce(Duration.ZERO, Duration::plus);
  }

  private static String words(Made made) {
    int count = count(made.act());
    return made.act().title() + (count > 1 ? " (" + count + ")" : "");
  }

  private static int count(Act act) {
    return switch (act) {
      case HostChange change -> change.changes().size();
      case VerifyCluster _ -> 0;
      case Step _ -> 1;
    };
  }
}
