package dev.daruma.engine.host;

import java.util.regex.Pattern;

/**
 * A host's name: one DNS label in lower case, at most 63 characters.
 *
 * <p>Source: RFC 1123, section 2.1; Kubernetes uses it as the node's name.
 */
public record HostName(String value) implements Comparable<HostName> {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  /**
   * @throws IllegalArgumentException when the value is no DNS label in lower case
   */
  public HostName {
    if (!isValid(value)) {
      throw new IllegalArgumentException("no host name: " + value);
    }
  }

  public static boolean isValid(String value) {
    return LABEL.matcher(value).matches();
  }

  @Override
  public int compareTo(HostName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
