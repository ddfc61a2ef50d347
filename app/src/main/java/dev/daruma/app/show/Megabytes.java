package dev.daruma.app.show;

import java.util.Locale;

/** Amounts of data as people read them. */
public final class Megabytes {
  private Megabytes() {}

  /** Such as {@code sent 238 MB} or {@code sent 0.2 MB}. */
  public static String sent(long bytes) {
    return String.format(
        Locale.ROOT, bytes < 10_000_000 ? "sent %.1f MB" : "sent %.0f MB", bytes / 1e6);
  }
}
