package dev.daruma.app.show.live;

import dev.daruma.cluster.life.TypicalDurations;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.Milestone;
import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The longest way through what is left, by what each act waits for. What waits for its turn in a
 * limit is not counted.
 *
 * @param expected how long an act takes as a whole
 */
public record CriticalPath(Function<Act, Duration> expected) implements Estimate {
  /** What takes longer than expected will end some time. */
  private static final Duration OVERDUE = Duration.ofSeconds(1);

  /** By what such acts usually take. */
  public static CriticalPath usual() {
    return new CriticalPath(TypicalDurations::of);
  }

  @Override
  public Duration remaining(List<Act> left, IdentityHashMap<Act, Duration> running) {
    Map<Milestone, Act> givers = new HashMap<>();
    left.forEach(act -> act.gives().forEach(gift -> givers.put(gift, act)));
    IdentityHashMap<Act, Duration> ends = new IdentityHashMap<>();
    return left.stream()
        .map(act -> end(act, givers, running, ends))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private Duration end(
      Act act,
      Map<Milestone, Act> givers,
      IdentityHashMap<Act, Duration> running,
      IdentityHashMap<Act, Duration> ends) {
    Duration known = ends.get(act);
    if (known != null) {
      return known;
    }
    Duration own = own(act, running);
    ends.put(act, own); // plans have no circles; one that had would not loop here
    Duration start =
        act.needs().stream()
            .map(givers::get)
            .filter(Objects::nonNull)
            .map(giver -> end(giver, givers, running, ends))
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    Duration end = start.plus(own);
    ends.put(act, end);
    return end;
  }

  private Duration own(Act act, IdentityHashMap<Act, Duration> running) {
    Duration left = expected.apply(act).minus(running.getOrDefault(act, Duration.ZERO));
    return left.compareTo(OVERDUE) < 0 ? OVERDUE : left;
  }
}
