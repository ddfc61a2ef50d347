package dev.daruma.cluster.drill;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What was asked from inside a pod, as {@link Watch#pods} writes it: the time at which each look
 * ended, its status of HTTP, and how long it took in seconds.
 */
public final class PodLog {
  private PodLog() {}

  public static List<Look> looks(String text) {
    List<Look> looks = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String[] words = line.split(" ");
      if (words.length == 3) {
        try {
          Instant ended = LeaderLog.time(words[0]);
          long took = (long) (Double.parseDouble(words[2]) * 1e9);
          looks.add(new Look(ended.minusNanos(took), words[1].equals("200")));
        } catch (NumberFormatException cutOff) {
          // The last line of a host that lost its power may be half a line.
        }
      }
    }
    return looks;
  }
}
