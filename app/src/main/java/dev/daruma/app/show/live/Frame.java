package dev.daruma.app.show.live;

import java.util.List;
import org.jline.utils.AttributedString;

/**
 * The view's lines at a moment, none of them wider than the screen less one column: a terminal
 * whose last column is written to may or may not move to the next line.
 */
record Frame(List<AttributedString> lines) {
  static final Frame EMPTY = new Frame(List.of());

  Frame {
    lines = List.copyOf(lines);
  }

  /** How many rows it takes on a screen that has become so narrow, and wraps what is too long. */
  int rowsOn(int columns) {
    return lines.stream()
        .mapToInt(line -> Math.max(1, Math.ceilDiv(line.columnLength(), columns)))
        .sum();
  }
}
