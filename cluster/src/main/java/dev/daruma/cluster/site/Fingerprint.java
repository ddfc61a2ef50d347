package dev.daruma.cluster.site;

import java.util.Locale;
import java.util.Optional;

/**
 * The fingerprint of an OpenPGP key of version 4. Source: RFC 4880, 12.2.
 *
 * @param digits 40 hexadecimal digits in upper case
 */
public record Fingerprint(String digits) {
  private static final String FORM = "[0-9A-F]{40}";

  public Fingerprint {
    if (!digits.matches(FORM)) {
      throw new IllegalArgumentException("no fingerprint: " + digits);
    }
  }

  /** Reads it in either case, with blanks between the digits or without. */
  public static Optional<Fingerprint> parse(String text) {
    String digits = text.replace(" ", "").toUpperCase(Locale.ROOT);
    return digits.matches(FORM) ? Optional.of(new Fingerprint(digits)) : Optional.empty();
  }

  @Override
  public String toString() {
    return digits;
  }
}
