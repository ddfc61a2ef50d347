package dev.daruma.engine.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * When each act of a plan is expected to begin and to end, by the executor's rules: an act starts
 * as soon as its needs hold and its limits have room. Pure.
 *
 * @param schedule every act, in the order in which they start
 * @param critical the chain of acts that makes the plan take as long as it does, first one first
 */
public record Estimate(List<Span> schedule, List<Span> critical) {
  /**
   * An act's time, counted from the beginning of the run.
   *
   * @param after the act whose end let this one begin; empty for those that begin at once
   */
  public record Span(Act act, Duration begin, Duration end, Optional<Act> after) {
    public Duration takes() {
      return end.minus(begin);
    }
  }

  public Estimate {
    schedule = List.copyOf(schedule);
    critical = List.copyOf(critical);
  }

  /**
   * @param expected how long an act takes, never negative
   */
  public static Estimate of(Plan plan, Function<Act, Duration> expected) {
    Set<Milestone> holding = new HashSet<>(plan.holding());
    Set<Act> waiting = new LinkedHashSet<>(plan.acts());
    Places places = new Places();
    List<Span> running = new ArrayList<>();
    List<Span> schedule = new ArrayList<>();
    Optional<Span> ended = Optional.empty();
    while (true) {
      for (Act act : List.copyOf(waiting)) {
        if (holding.containsAll(act.needs()) && places.take(act)) {
          waiting.remove(act);
          Duration begin = ended.map(Span::end).orElse(Duration.ZERO);
          Span span = new Span(act, begin, begin.plus(expected.apply(act)), ended.map(Span::act));
          running.add(span);
          schedule.add(span);
        }
      }
      ended = running.stream().min(Comparator.comparing(Span::end));
      if (ended.isEmpty()) {
        return new Estimate(schedule, chain(schedule));
      }
      running.remove(ended.get());
      places.giveBack(ended.get().act(), false);
      holding.addAll(ended.get().act().gives());
    }
  }

  /** How long all of it takes. */
  public Duration total() {
    return schedule.stream().map(Span::end).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }

  private static List<Span> chain(List<Span> schedule) {
    List<Span> chain = new ArrayList<>();
    Optional<Span> link = schedule.stream().max(Comparator.comparing(Span::end));
    while (link.isPresent()) {
      chain.addFirst(link.get());
      Optional<Act> after = link.get().after();
      link = schedule.stream().filter(span -> after.equals(Optional.of(span.act()))).findFirst();
    }
    return chain;
  }
}
