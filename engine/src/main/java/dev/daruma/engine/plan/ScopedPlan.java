package dev.daruma.engine.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The part of the work that lies within a scope and needs nothing from outside of it.
 *
 * @param leftOut what lies within the scope and needs something from outside of it, in the plan's
 *     order
 */
public record ScopedPlan(Plan plan, List<LeftOut> leftOut) {
  public ScopedPlan {
    leftOut = List.copyOf(leftOut);
  }

  /** All of a plan. */
  public static ScopedPlan whole(Plan plan) {
    return new ScopedPlan(plan, List.of());
  }

  /**
   * Keeps what lies within the scope, and of that what can be done there. Unlike {@link Plan#of}, a
   * need that nothing gives is no mistake here: hosts outside of the scope may be unknown.
   *
   * @param acts all acts, within and outside of the scope
   */
  public static ScopedPlan of(Set<Milestone> facts, List<Act> acts, Predicate<Act> within) {
    Set<Milestone> holding = new HashSet<>(facts);
    List<Act> outside = new ArrayList<>();
    List<Act> kept = new ArrayList<>();
    for (Act act : acts) {
      if (act instanceof HostChange change && change.isEmpty()) {
        holding.addAll(act.gives());
      } else {
        (within.test(act) ? kept : outside).add(act);
      }
    }
    List<Act> wanted = List.copyOf(kept);
    List<LeftOut> leftOut = new ArrayList<>();
    // One act left out may leave others without what they need.
    while (true) {
      Set<Milestone> reachable = reachable(holding, kept);
      List<LeftOut> next =
          kept.stream()
              .flatMap(act -> missing(act, reachable).stream())
              .map(each -> each.from(outside, wanted))
              .toList();
      if (next.isEmpty()) {
        leftOut.sort((one, other) -> wanted.indexOf(one.act()) - wanted.indexOf(other.act()));
        return new ScopedPlan(new Plan(holding, kept), leftOut);
      }
      next.forEach(each -> kept.remove(each.act()));
      leftOut.addAll(next);
    }
  }

  private record Missing(Act act, Milestone need) {
    LeftOut from(List<Act> outside, List<Act> wanted) {
      Optional<Act> giver =
          outside.stream().filter(other -> other.gives().contains(need)).findFirst();
      return new LeftOut(
          act,
          need,
          giver.or(
              () ->
                  wanted.stream()
                      .filter(other -> !other.equals(act) && other.gives().contains(need))
                      .findFirst()));
    }
  }

  private static Set<Milestone> reachable(Set<Milestone> holding, List<Act> kept) {
    Set<Milestone> reachable = new HashSet<>(holding);
    kept.forEach(act -> reachable.addAll(act.gives()));
    return reachable;
  }

  /** The first of its needs by title, so that equal plans say equal things. */
  private static Optional<Missing> missing(Act act, Set<Milestone> reachable) {
    return act.needs().stream()
        .filter(need -> !reachable.contains(need))
        .min((one, other) -> one.title().compareTo(other.title()))
        .map(need -> new Missing(act, need));
  }
}
