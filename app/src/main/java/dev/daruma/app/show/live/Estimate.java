package dev.daruma.app.show.live;

import dev.daruma.engine.plan.Act;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;

/** How long the rest of a run takes, by expectation. Acts are told apart by their identity. */
@FunctionalInterface
public interface Estimate {
  /**
   * The time until the last of them has ended.
   *
   * @param left acts that have not ended, the running ones among them
   * @param running for how long each of the running ones has run
   */
  Duration remaining(List<Act> left, IdentityHashMap<Act, Duration> running);
}
