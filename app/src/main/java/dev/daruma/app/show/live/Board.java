package dev.daruma.app.show.live;

import dev.daruma.app.show.Printable;
import dev.daruma.engine.execute.Event;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a run stands, by what has been heard of it. For one thread at a time.
 *
 * <p>Acts are told apart by their identity: they hold whole sites, and are asked for ten times a
 * second.
 */
final class Board {
  private final Plan plan;
  private final Map<HostName, List<Act>> hosts = new LinkedHashMap<>();
  private final IdentityHashMap<Act, Instant> running = new IdentityHashMap<>();
  private final IdentityHashMap<Act, String> details = new IdentityHashMap<>();
  private final Set<Act> done = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Act> failed = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Act> cut = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Milestone> holding;
  private boolean stopping;

  Board(Plan plan) {
    this.plan = plan;
    this.holding = new HashSet<>(plan.holding());
    plan.acts()
        .forEach(act -> hosts.computeIfAbsent(act.host(), host -> new ArrayList<>()).add(act));
  }

  void accept(Event event, Instant now) {
    switch (event) {
      case Event.Started(Act act) -> running.put(act, now);
      case Event.Said(Act act, String line) -> note(act, line);
      case Event.Waiting(Act act, String condition, Duration _) ->
          note(act, "waiting until " + condition);
      case Event.Retrying(Act act, String why, Duration _, Duration _) ->
          note(act, "trying again: " + why);
      case Event.Finished(Act act, Duration _) -> {
        running.remove(act);
        done.add(act);
        holding.addAll(act.gives());
      }
      case Event.Failed failure -> {
        running.remove(failure.act());
        failed.add(failure.act());
      }
      case Event.Cut(Act act, Duration _) -> {
        running.remove(act);
        cut.add(act);
        stopping = true;
      }
      case Event.Awaited _, Event.Left _ -> stopping = true;
      case Event.Skipped _ -> {}
    }
  }

  /** Whatever is said is one line here, and cannot steer the terminal. */
  private void note(Act act, String text) {
    details.put(act, Printable.of(text).strip().replaceAll("\\s*\n\\s*", " | "));
  }

  /** How a host stands. */
  sealed interface State {
    /**
     * @param others how many more acts run on the host
     */
    record Running(Act act, String detail, Instant since, int others) implements State {}

    record Failed(Act act) implements State {}

    /**
     * @param until empty when nothing is missing but a place among those that run
     */
    record Waiting(Optional<String> until) implements State {}

    record Stopped(int left) implements State {}

    record Done(int acts) implements State {}
  }

  /** Every host that has something to do, in the plan's order. */
  Map<HostName, State> hosts() {
    Map<HostName, State> states = new LinkedHashMap<>();
    hosts.forEach((host, acts) -> states.put(host, state(acts)));
    return states;
  }

  private State state(List<Act> acts) {
    List<Act> now = acts.stream().filter(running::containsKey).toList();
    if (!now.isEmpty()) {
      Act longest = Collections.min(now, Comparator.comparing(this::since));
      return new State.Running(
          longest, details.getOrDefault(longest, ""), since(longest), now.size() - 1);
    }
    Optional<Act> broken = acts.stream().filter(failed::contains).findFirst();
    if (broken.isPresent()) {
      return new State.Failed(broken.get());
    }
    List<Act> open = acts.stream().filter(act -> !done.contains(act)).toList();
    if (open.isEmpty()) {
      return new State.Done(acts.size());
    }
    return stopping ? new State.Stopped(open.size()) : new State.Waiting(missing(open.getFirst()));
  }

  private Instant since(Act act) {
    return running.getOrDefault(act, Instant.MAX);
  }

  private Optional<String> missing(Act act) {
    return act.needs().stream()
        .filter(need -> !holding.contains(need))
        .map(Milestone::title)
        .sorted()
        .findFirst();
  }

  boolean isStopping() {
    return stopping;
  }

  int actsDone() {
    return done.size();
  }

  int acts() {
    return plan.acts().size();
  }

  /** What may still come: neither ended nor in need of something that failed. */
  List<Act> left() {
    List<Act> left = new ArrayList<>(plan.acts());
    left.removeIf(act -> done.contains(act) || failed.contains(act) || cut.contains(act));
    if (stopping) {
      left.removeIf(act -> !running.containsKey(act));
    }
    boolean lost = true;
    while (lost) {
      Set<Milestone> possible = new HashSet<>(holding);
      left.forEach(act -> possible.addAll(act.gives()));
      lost = left.removeIf(act -> !possible.containsAll(act.needs()));
    }
    return left;
  }

  IdentityHashMap<Act, Duration> running(Instant now) {
    IdentityHashMap<Act, Duration> times = new IdentityHashMap<>();
    running.forEach((act, since) -> times.put(act, Duration.between(since, now)));
    return times;
  }
}
