package dev.daruma.app.show;

import java.time.Duration;
import java.util.Locale;

/** Durations as people read them. */
public final class Seconds {
  private Seconds() {}

  /** Such as {@code 12.3 s} or {@code 3 min 5 s}. */
  public static String of(Duration duration) {
    if (duration.toSeconds() >= 120) {
      return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
