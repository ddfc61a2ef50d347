package dev.daruma.engine.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who takes part in what is limited. An act takes all its places at once or none, so that acts
 * never wait for each other in a circle.
 */
public final class Places {
  private final Map<String, Integer> taken = new HashMap<>();
  private final Map<String, Integer> lost = new HashMap<>();

  /** Takes a place in each of the act's limits, if all of them have one free. */
  public boolean take(Act act) {
    Set<Limit> limits = limits(act);
    if (!limits.stream().allMatch(limit -> count(taken, limit) < limit.capacity())) {
      return false;
    }
    limits.forEach(limit -> taken.merge(limit.name(), 1, Integer::sum));
    return true;
  }

  /** Gives the act's places back, but for those that a failure keeps. */
  public void giveBack(Act act, boolean failed) {
    for (Limit limit : limits(act)) {
      if (failed && limit.keptByFailure()) {
        lost.merge(limit.name(), 1, Integer::sum);
      } else {
        taken.merge(limit.name(), -1, Integer::sum);
      }
    }
  }

  /** The limit in which failures have left no place for the act, if there is one. */
  public Optional<Limit> closed(Act act) {
    return limits(act).stream().filter(limit -> count(lost, limit) >= limit.capacity()).findFirst();
  }

  private static int count(Map<String, Integer> places, Limit limit) {
    return places.getOrDefault(limit.name(), 0);
  }

  private static Set<Limit> limits(Act act) {
    Set<Limit> limits = new HashSet<>(act.limits());
    limits.add(Limit.on(act.host()));
    return limits;
  }
}
