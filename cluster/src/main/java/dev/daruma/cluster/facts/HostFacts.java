package dev.daruma.cluster.facts;

import dev.daruma.engine.observe.Observed;
import java.time.Duration;
import java.time.Instant;

/**
 * What was read from one host.
 *
 * @param askedAt the operator's time before the host was asked
 * @param readAt the operator's time when the answer had come
 */
public record HostFacts(Observed observed, Instant askedAt, Instant readAt) {
  /**
   * How far a clock that the host read in its answer is off the operator's at least: nobody knows
   * at which moment between question and answer it was read.
   */
  public Duration skewOf(Instant hostsClock) {
    if (hostsClock.isBefore(askedAt)) {
      return Duration.between(hostsClock, askedAt);
    }
    return hostsClock.isAfter(readAt) ? Duration.between(readAt, hostsClock) : Duration.ZERO;
  }
}
