package dev.daruma.app.probe;

import dev.daruma.cluster.drill.Look;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The looks of a prober so far. For several threads. */
public final class Looks {
  /** From the beginning of one look to the beginning of the next, where nothing else is said. */
  public static final Duration PACE = Duration.ofMillis(20);

  private final Duration pace;
  private final InstantSource clock;
  private final List<Look> all = new ArrayList<>();

  public Looks(Duration pace, InstantSource clock) {
    this.pace = pace;
    this.clock = clock;
  }

  public void add(Look look) {
    synchronized (all) {
      all.add(look);
    }
  }

  /** All of them, which are forgotten. */
  public List<Look> take() {
    synchronized (all) {
      List<Look> taken = List.copyOf(all);
      all.clear();
      return taken;
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
    return unsteady(duration).isEmpty();
  }

  /** Why it has not answered without fail for that long, until now; empty when it has. */
  public Optional<String> unsteady(Duration duration) {
    List<Look> recent = since(clock.instant().minus(duration));
    long failed = recent.stream().filter(look -> !look.succeeded()).count();
    if (failed > 0) {
      return Optional.of(failed + " of " + recent.size() + " failed");
    }
    return recent.size() >= duration.dividedBy(pace) / 2
        ? Optional.empty()
        : Optional.of("only " + recent.size() + " in " + duration.toSeconds() + " s");
  }
}
