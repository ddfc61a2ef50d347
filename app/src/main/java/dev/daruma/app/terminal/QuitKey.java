package dev.daruma.app.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * A {@code q} that the operator types, with Enter: the terminal's settings are left as they are, so
 * that a killed daruma leaves nothing behind.
 */
public final class QuitKey {
  private QuitKey() {}

  /**
   * @param told once, on a thread of its own, when such a line was typed; never at the end of the
   *     input
   */
  public static void telling(InputStream input, Runnable told) {
    Thread _ = Thread.ofPlatform().daemon().name("quit key").start(() -> read(input, told));
  }

  private static void read(InputStream input, Runnable told) {
    BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.strip().equalsIgnoreCase("q")) {
          told.run();
          return;
        }
      }
    } catch (IOException gone) {
      // The terminal is gone; signals tell of that.
    }
  }
}
