package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.shape.Findings;
import dev.daruma.cluster.site.shape.Place;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether a text is JSON to the letter (RFC 8259). What people write by habit and other programs
 * refuse without a place is named: comments, and a comma with nothing after it.
 */
final class StrictJson {
  /** Strings are passed over, whatever they hold. */
  private static final Pattern NO_JSON =
      Pattern.compile(
          "\"(?:[^\"\\\\\n]++|\\\\.)*+\"|(?<comment>//|/\\*|#)|(?<comma>,)(?=\\s*[\\]}])",
          Pattern.DOTALL);

  private StrictJson() {}

  static boolean check(String text, Findings findings) {
    if (text.isBlank()) {
      findings.error(Place.START, "the file is empty", "write a JSON object into it");
      return false;
    }
    try {
      JsonMapper.shared().readTree(text);
      return true;
    } catch (JacksonException refused) {
      if (!habits(text, findings)) {
        findings.error(
            place(refused.getLocation()),
            "no JSON: " + refused.getOriginalMessage().lines().findFirst().orElse(""),
            "look at the brackets, commas and quotes here and on the line before");
      }
      return false;
    }
  }

  private static boolean habits(String text, Findings findings) {
    Matcher matcher = NO_JSON.matcher(text);
    boolean found = false;
    while (matcher.find()) {
      if (matcher.group("comment") != null) {
        findings.error(
            at(text, matcher.start()), "a comment, which JSON does not have", "take it out");
        return true;
      }
      if (matcher.group("comma") != null) {
        findings.error(
            at(text, matcher.start()),
            "a comma with nothing after it, which JSON does not have",
            "take it out");
        found = true;
      }
    }
    return found;
  }

  private static Place at(String text, int position) {
    String before = text.substring(0, position);
    return new Place(
        1 + (int) before.chars().filter(character -> character == '\n').count(),
        position - before.lastIndexOf('\n'));
  }

  private static Place place(TokenStreamLocation location) {
    return Optional.ofNullable(location)
        .filter(known -> known.getLineNr() > 0)
        .map(known -> new Place(known.getLineNr(), Math.max(1, known.getColumnNr())))
        .orElse(Place.START);
  }
}
