package dev.daruma.app;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The events of a run as it prints them: {@code " 12.3 s two join worker ..."}. */
final class Events {
  private static final Pattern LINE = Pattern.compile("^ *[\\d.]+ s  (\\S+) +(\\S.*)$");

  private Events() {}

  /** An event of an act on a host. */
  record Seen(String host, String text) {
    /** The title of the act that starts; empty for other events. */
    Optional<String> started() {
      return text.endsWith(" ...")
          ? Optional.of(text.substring(0, text.length() - " ...".length()))
          : Optional.empty();
    }

    /** What it is beside its figures, so that the same event of the next run is the same. */
    String point() {
      return host + " " + text.replaceAll("\\d+([.]\\d+)?( m?s| min)?", "N");
    }
  }

  static Optional<Seen> in(String line) {
    Matcher matcher = LINE.matcher(line);
    return matcher.matches()
        ? Optional.of(new Seen(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }
}
