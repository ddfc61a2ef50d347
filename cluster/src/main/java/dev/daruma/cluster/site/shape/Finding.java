package dev.daruma.cluster.site.shape;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * Something wrong, or doubtful, at one place of a file.
 *
 * @param line 1-based
 * @param column 1-based, in characters
 * @param what what is wrong
 * @param remedy what would be right
 */
public record Finding(
    Severity severity, Path file, int line, int column, String what, String remedy) {

  /** As a reader goes through the file. */
  public static final Comparator<Finding> BY_PLACE =
      Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column);

  /** Whether it keeps the file from being used. */
  public enum Severity {
    ERROR,
    WARNING
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** {@code file:line:column: what is wrong; what would be right}. */
  public String text() {
    return "%s:%d:%d: %s; %s".formatted(file, line, column, what, remedy);
  }

  @Override
  public String toString() {
    return text();
  }
}
