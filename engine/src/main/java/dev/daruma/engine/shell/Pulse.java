package dev.daruma.engine.shell;

import java.time.Duration;

/**
 * The signs of life that keep something held.
 *
 * @param every how often daruma sends one
 * @param patience how long the host waits for the next; several times as long, so that a busy
 *     machine or a slow network costs nothing
 */
public record Pulse(Duration every, Duration patience) {
  public Pulse {
    if (patience.compareTo(every.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException("a patience of less than two beats: " + patience);
    }
  }

  /** What a fragment goes on with as long as daruma lives: it reads beats until none comes. */
  Fragment whileItBeats() {
    // dd ends with nothing to say when standard input has ended, and timeout ends dd.
    return Fragment.of(
        "while [ -n \"$(timeout %s dd bs=1 count=1 2>/dev/null)\" ]; do :; done",
        patience.toMillis() / 1000.0);
  }
}
