package dev.daruma.engine.savedplan;

import dev.daruma.engine.savedplan.SavedAct.SavedChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * In what a saved plan and the one that would be carried out now differ, line by line: {@code +}
 * for what has come, {@code -} for what has gone, {@code ~} for what is different. Acts that only
 * look are not compared. Pure.
 */
public final class PlanDifference {
  private PlanDifference() {}

  /** The lines; empty when both would do the same. */
  public static List<String> between(SavedPlan saved, SavedPlan now) {
    List<String> lines = new ArrayList<>();
    differs("daruma", saved.program(), now.program(), lines);
    differs("site", saved.site(), now.site(), lines);
    differs("site file, SHA-256", saved.siteFile(), now.siteFile(), lines);
    differs("bundle, SHA-256", saved.bundle(), now.bundle(), lines);
    differs("only", String.join(" ", saved.only()), String.join(" ", now.only()), lines);
    Map<String, SavedAct> then = acts(saved);
    Map<String, SavedAct> today = acts(now);
    union(then, today)
        .forEach((key, act) -> compare(key, find(then, key), find(today, key), lines));
    return lines;
  }

  private static Map<String, SavedAct> acts(SavedPlan plan) {
    Map<String, SavedAct> acts = new LinkedHashMap<>();
    plan.acts().stream()
        .filter(act -> act.changeCount() > 0)
        .forEach(act -> acts.put(act.host() + ": " + act.title(), act));
    return acts;
  }

  private static void compare(
      String key, Optional<SavedAct> then, Optional<SavedAct> now, List<String> lines) {
    if (then.equals(now)) {
      return;
    }
    if (then.isEmpty() || now.isEmpty()) {
      String mark = then.isEmpty() ? "+ " : "- ";
      SavedAct act = then.or(() -> now).orElseThrow();
      lines.add(mark + key);
      act.explanation().forEach(line -> lines.add(mark + "  " + line));
      act.changes().forEach(change -> whole(mark, change, lines));
      return;
    }
    List<String> within = new ArrayList<>();
    Map<String, SavedChange> before = changes(then.get());
    Map<String, SavedChange> after = changes(now.get());
    union(before, after)
        .forEach((label, change) -> compareChange(find(before, label), find(after, label), within));
    texts("", then.get().explanation(), now.get().explanation(), within);
    texts("waits until ", then.get().needs(), now.get().needs(), within);
    texts("then ", then.get().gives(), now.get().gives(), within);
    texts("", then.get().effects(), now.get().effects(), within);
    lines.add("~ " + key + (within.isEmpty() ? ", in another order" : ""));
    lines.addAll(within);
  }

  private static Map<String, SavedChange> changes(SavedAct act) {
    Map<String, SavedChange> changes = new LinkedHashMap<>();
    act.changes().forEach(change -> changes.put(change.label(), change));
    return changes;
  }

  private static void compareChange(
      Optional<SavedChange> then, Optional<SavedChange> now, List<String> lines) {
    if (then.equals(now)) {
      return;
    }
    then.ifPresent(change -> whole("- ", change, lines));
    now.ifPresent(change -> whole("+ ", change, lines));
  }

  private static void whole(String mark, SavedChange change, List<String> lines) {
    lines.add(mark + "  " + change.label() + ": " + change.reason());
    change.diff().forEach(line -> lines.add(mark + "    " + line));
  }

  private static void texts(String word, List<String> then, List<String> now, List<String> lines) {
    then.stream()
        .filter(text -> !now.contains(text))
        .forEach(text -> lines.add("-   " + word + text));
    now.stream()
        .filter(text -> !then.contains(text))
        .forEach(text -> lines.add("+   " + word + text));
  }

  private static void differs(String what, String then, String now, List<String> lines) {
    if (!then.equals(now)) {
      lines.add("~ " + what + ": " + now + " instead of " + then);
    }
  }

  private static <T> Map<String, T> union(Map<String, T> then, Map<String, T> now) {
    Map<String, T> union = new LinkedHashMap<>(then);
    union.putAll(now);
    return union;
  }

  private static <T> Optional<T> find(Map<String, T> map, String key) {
    return Optional.ofNullable(map.get(key));
  }
}
