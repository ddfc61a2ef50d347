package dev.daruma.app.probe;

import dev.daruma.cluster.drill.Look;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The looks of a prober so far. For several threads. */
public final class Looks {
  /** From the beginning of one look to the beginning of the next. */
  public static final Duration PACE = Duration.ofMillis(20);

  private final InstantSource clock;
  private final List<Look> all = new ArrayList<>();

  Looks(InstantSource clock) {
    this.clock = clock;
  }

  void add(Look look) {
    synchronized (all) {
      all.add(look);
    }
  }

  public List<Look> since(Instant start) {
    synchronized (all) {
      return all.stream().filter(look -> look.at().isAfter(start)).toList();
    }
  }

  /** Nobody asks for what was before that any more. */
  public void forgetUntil(Instant end) {
    synchronized (all) {
      all.removeIf(look -> !look.at().isAfter(end));
    }
  }

  /** Whether it answered without fail for that long, until now. */
  public boolean areSteady(Duration duration) {
    List<Look> recent = since(clock.instant().minus(duration));
    return recent.size() >= duration.dividedBy(PACE) / 2
        && recent.stream().allMatch(Look::succeeded);
  }
}
