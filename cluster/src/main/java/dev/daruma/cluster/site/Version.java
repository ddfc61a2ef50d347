package dev.daruma.cluster.site;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** A Kubernetes version, such as 1.20.2. */
public record Version(int major, int minor, int patch) implements Comparable<Version> {
  private static final Pattern FORM =
      Pattern.compile("v?(0|[1-9]\\d{0,3})\\.(0|[1-9]\\d{0,3})\\.(0|[1-9]\\d{0,3})");
  private static final Comparator<Version> ORDER =
      Comparator.comparingInt(Version::major)
          .thenComparingInt(Version::minor)
          .thenComparingInt(Version::patch);

  /** Reads {@code 1.20.2} or {@code v1.20.2}; empty when the text is neither. */
  public static Optional<Version> parse(String text) {
    var form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(
            new Version(
                Integer.parseInt(form.group(1)),
                Integer.parseInt(form.group(2)),
                Integer.parseInt(form.group(3))))
        : Optional.empty();
  }

  @Override
  public int compareTo(Version other) {
    return ORDER.compare(this, other);
  }

  /** Without a leading v: {@code 1.20.2}. */
  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
