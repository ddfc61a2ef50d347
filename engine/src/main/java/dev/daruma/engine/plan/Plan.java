package dev.daruma.engine.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What would be done.
 *
 * @param holding what is true already
 * @param acts what is left to do, in the order in which a reader wants to see it; what waits for
 *     what is said by their milestones
 */
public record Plan(Set<Milestone> holding, List<Act> acts) {
  public Plan {
    holding = Set.copyOf(holding);
    acts = List.copyOf(acts);
  }

  /**
   * Sorts what is left to do from what is done: a host change without changes is done, and gives
   * its milestone.
   *
   * @throws IllegalStateException when an act needs what neither holds nor is given, this program's
   *     mistake
   */
  public static Plan of(Set<Milestone> facts, List<Act> acts) {
    Set<Milestone> holding = new HashSet<>(facts);
    List<Act> left =
        acts.stream()
            .filter(act -> !(act instanceof HostChange change && change.isEmpty()))
            .toList();
    acts.stream().filter(act -> !left.contains(act)).forEach(act -> holding.addAll(act.gives()));
    Set<Milestone> reachable = new HashSet<>(holding);
    left.forEach(act -> reachable.addAll(act.gives()));
    left.forEach(
        act ->
            act.needs().stream()
                .filter(need -> !reachable.contains(need))
                .findFirst()
                .ifPresent(
                    need -> {
                      throw new IllegalStateException(
                          act.host()
                              + ": "
                              + act.title()
                              + " needs what nothing gives: "
                              + need.title());
                    }));
    return new Plan(holding, left);
  }

  /** The changes to hosts; checks such as verification are none. */
  public boolean changesNothing() {
    return acts.isEmpty();
  }

  public Stream<HostChange> hostChanges() {
    return acts.stream().filter(HostChange.class::isInstance).map(HostChange.class::cast);
  }
}
