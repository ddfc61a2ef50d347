package dev.daruma.engine.resource;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What a file holds. A secret one is never printed: not in a diff, a log or an exception.
 *
 * @param secret whether only its checksum may be shown
 */
public record Content(String text, boolean secret) {
  public static Content of(String text) {
    return new Content(text, false);
  }

  public static Content secret(String text) {
    return new Content(text, true);
  }

  /** In base64 as RFC 4648 has it, without line breaks. */
  String encoded() {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** SHA-256 in lower-case hexadecimal digits. */
  String checksum() {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }

  @Override
  public String toString() {
    return "Content(" + text.length() + " characters" + (secret ? ", secret)" : ")");
  }
}
