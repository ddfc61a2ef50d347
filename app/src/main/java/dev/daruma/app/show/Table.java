package dev.daruma.app.show;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Cells in columns, none of its lines wider than wanted. */
record Table(List<List<Cell>> rows) {
  private static final String GAP = "  ";
  private static final String CUT = "..";

  /** Narrower than that nothing can be read. */
  private static final int NARROWEST = 6;

  /**
   * Text and how it is painted; paint takes no room.
   *
   * @param paint applied to the text when it has its width
   */
  record Cell(String text, UnaryOperator<String> paint) {
    static Cell of(String text) {
      return new Cell(text, UnaryOperator.identity());
    }
  }

  /** As many columns as the first row has; where there is no room, the widest column is cut. */
  List<String> lines(int width) {
    int[] widths =
        IntStream.range(0, rows.getFirst().size())
            .map(column -> rows.stream().mapToInt(row -> length(row, column)).max().orElse(0))
            .toArray();
    while (IntStream.of(widths).sum() + GAP.length() * (widths.length - 1) > width) {
      int widest = widest(widths);
      if (widths[widest] <= NARROWEST) {
        break;
      }
      widths[widest]--;
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static int length(List<Cell> row, int column) {
    return row.get(column).text().length();
  }

  private static int widest(int[] widths) {
    int widest = 0;
    for (int column = 1; column < widths.length; column++) {
      widest = widths[column] > widths[widest] ? column : widest;
    }
    return widest;
  }

  private static String line(List<Cell> row, int[] widths) {
    List<String> cells = new ArrayList<>();
    int last = row.size() - 1;
    while (last > 0 && row.get(last).text().isEmpty()) {
      last--;
    }
    for (int column = 0; column <= last; column++) {
      Cell cell = row.get(column);
      String text = cut(cell.text(), widths[column]);
      cells.add(
          cell.paint().apply(text)
              + (column < last ? " ".repeat(widths[column] - text.length()) : ""));
    }
    return String.join(GAP, cells);
  }

  private static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, width - CUT.length()) + CUT;
  }
}
