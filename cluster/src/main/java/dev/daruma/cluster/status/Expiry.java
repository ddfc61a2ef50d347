package dev.daruma.cluster.status;

import java.time.Duration;
import java.time.Instant;

/**
 * When a certificate ends.
 *
 * @param file under /etc/kubernetes, or the kubelet's own
 */
public record Expiry(String file, Instant begin, Instant end) {
  /** Time for a person to notice, and to see to it before anything stops. */
  private static final Duration NOTICE = Duration.ofDays(30);

  /** How much of a short life is left when it is time to see to it. */
  private static final int PART = 3;

  /** Whole days from now to its end; negative when it has ended. */
  public long daysLeft(Instant now) {
    return Math.floorDiv(Duration.between(now, end).toSeconds(), Duration.ofDays(1).toSeconds());
  }

  /**
   * Whether it ends so soon that somebody should see to it. Those that live for less than three
   * months only when less than a third of that is left.
   */
  public boolean isLate(Instant now) {
    Duration left = Duration.between(now, end);
    return left.compareTo(NOTICE) < 0
        && left.multipliedBy(PART).compareTo(Duration.between(begin, end)) < 0;
  }
}
