package dev.daruma.app.show.live;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A terminal as most are today: it wraps what is too long, wraps anew when it is resized, scrolls,
 * and knows the few sequences of ECMA-48 that are used here; any other is a mistake. Colours are
 * dropped.
 */
final class VirtualScreen implements Screen {
  private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[([0-9;]*)([A-Za-z])");

  /** Lines as they were written, history first; each takes as many rows as the width makes it. */
  private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));

  private final List<String> writes = new ArrayList<>();
  private int columns;
  private int rows;
  private int line;
  private int column;
  private boolean closed;

  VirtualScreen(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
  }

  void resize(int toColumns, int toRows) {
    columns = toColumns;
    rows = toRows;
  }

  /** All that was ever written at once, each time. */
  List<String> writes() {
    return List.copyOf(writes);
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public Size size() {
    return Size.orUsual(columns, rows);
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public void write(String text) {
    writes.add(text);
    Matcher sequence = SEQUENCE.matcher(text);
    int at = 0;
    while (at < text.length()) {
      char character = text.charAt(at);
      if (character == '\u001b') {
        if (!sequence.region(at, text.length()).lookingAt()) {
          throw new AssertionError("no sequence: " + text.substring(at));
        }
        obey(sequence.group(1), sequence.group(2).charAt(0));
        at = sequence.end();
      } else {
        put(character);
        at++;
      }
    }
  }

  private void put(char character) {
    switch (character) {
      case '\r' -> column -= column % columns;
      case '\n' -> down();
      default -> {
        StringBuilder current = lines.get(line);
        while (current.length() <= column) {
          current.append(' ');
        }
        current.setCharAt(column, character);
        column++;
      }
    }
  }

  private void down() {
    int rowStart = column - column % columns;
    if (rowStart + columns < lines.get(line).length()) {
      column += columns;
      return;
    }
    line++;
    column %= columns;
    if (line == lines.size()) {
      lines.add(new StringBuilder());
    }
  }

  private void obey(String parameters, char verb) {
    switch (verb) {
      case 'A' -> up(parameters.isEmpty() ? 1 : Integer.parseInt(parameters));
      case 'K' -> {
        // A row whose end was cleared is not wrapped any more: what followed is a line of its own.
        StringBuilder current = lines.get(line);
        int end = Math.min(current.length(), column - column % columns + columns);
        if (end < current.length()) {
          lines.add(line + 1, new StringBuilder(current.substring(end)));
        }
        current.setLength(Math.min(column, current.length()));
      }
      case 'J' -> {
        lines.get(line).setLength(Math.min(column, lines.get(line).length()));
        lines.subList(line + 1, lines.size()).clear();
      }
      case 'm' -> {}
      default -> throw new AssertionError("unknown: " + parameters + verb);
    }
  }

  private void up(int count) {
    int top = Math.max(0, rowsUpTo(lines.size()) - rows);
    int row = Math.max(top, rowsUpTo(line) + column / columns - count);
    int within = column % columns;
    line = 0;
    while (rowsUpTo(line + 1) <= row) {
      line++;
    }
    column = (row - rowsUpTo(line)) * columns + within;
  }

  private int rowsUpTo(int end) {
    return lines.subList(0, end).stream()
        .mapToInt(each -> Math.max(1, Math.ceilDiv(each.length(), columns)))
        .sum();
  }

  /** Everything from the first line on, as rows of the present width; the cursor is a {@code _}. */
  String text() {
    List<String> all = new ArrayList<>();
    for (int at = 0; at < lines.size(); at++) {
      String whole = lines.get(at) + (at == line ? "_" : "");
      for (int start = 0; start == 0 || start < whole.length(); start += columns) {
        all.add(whole.substring(start, Math.min(whole.length(), start + columns)).stripTrailing());
      }
    }
    return all.stream().map(row -> row + "\n").collect(Collectors.joining());
  }
}
