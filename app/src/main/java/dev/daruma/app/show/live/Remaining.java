package dev.daruma.app.show.live;

import dev.daruma.app.show.live.View.Whole;
import java.time.Duration;
import java.time.Instant;

/**
 * How much of a run is behind and before it. What is shown never goes back, stands still when the
 * run is to stop, and is the whole only when nothing is left.
 */
final class Remaining {
  private static final double ALMOST = 0.99;

  private final Estimate estimate;
  private final Instant start;
  private double shown;

  Remaining(Estimate estimate, Instant start) {
    this.estimate = estimate;
    this.start = start;
  }

  Whole of(Board board, Instant now) {
    Duration gone = Duration.between(start, now);
    Duration left = estimate.remaining(board.left(), board.running(now));
    if (left.isZero()) {
      shown = board.actsDone() == board.acts() ? 1 : shown;
    } else if (!board.isStopping()) {
      double fraction = (double) gone.toMillis() / gone.plus(left).toMillis();
      shown = Math.min(ALMOST, Math.max(shown, fraction));
    }
    return new Whole(shown, board.actsDone(), board.acts(), gone, left);
  }
}
