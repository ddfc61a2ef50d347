package dev.daruma.engine.lock;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Who holds a lock, as whoever is refused wants to know it.
 *
 * @param who such as {@code alice@desk}
 * @param command such as {@code apply}
 * @param process its id on the operator's machine
 */
public record Holder(String who, String command, Instant since, long process) {
  public Holder {
    since = since.truncatedTo(ChronoUnit.SECONDS);
  }

  /** The content of the lock's file. */
  String text() {
    return String.join("\n", who, command, since.toString(), String.valueOf(process)) + "\n";
  }

  /** Empty when the file holds something else. */
  static Optional<Holder> parse(String text) {
    List<String> lines = text.lines().map(Holder::printable).toList();
    if (lines.size() != 4) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Holder(
              lines.get(0),
              lines.get(1),
              Instant.parse(lines.get(2)),
              Long.parseLong(lines.get(3))));
    } catch (DateTimeParseException | NumberFormatException odd) {
      return Optional.empty();
    }
  }

  /** A terminal obeys control characters, and the words are another machine's. */
  private static String printable(String line) {
    return line.replaceAll("\\p{Cntrl}", "?");
  }

  /**
   * Such as {@code alice@desk has held it since 2026-03-01T10:00:00Z (daruma apply, process 17)}.
   */
  String sentence() {
    return "%s has held it since %s (daruma %s, process %d)"
        .formatted(who, since, command, process);
  }
}
