package dev.daruma.bench.scale;

import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the scripts of a {@link dev.daruma.engine.shell.FramedShell} as {@code sh} would: fragment
 * after fragment, each a quoted word, each followed by the marks that end its answer. Anything else
 * is an error.
 */
final class Frames {
  private static final String BEGIN = "(eval '";
  private static final String END = ") </dev/null\n";
  private static final Pattern MARKS =
      Pattern.compile(
          "printf '%s %d;' (?<mark>\\w+\\.\\d+) \"\\$\\?\"; printf '%s;' \\k<mark> >&2");

  private final Reader script;

  Frames(Reader script) {
    this.script = script;
  }

  /**
   * A fragment, and the mark by which its answer is told from others.
   *
   * @param script as {@code eval} gets it
   */
  record Frame(String script, String mark) {}

  /** The next one; empty when the script has ended. */
  Optional<Frame> next() throws IOException {
    int first = script.read();
    if (first < 0) {
      return Optional.empty();
    }
    expect(BEGIN.charAt(0), (char) first);
    expect(BEGIN.substring(1));
    String fragment = quoted();
    expect(END.substring(1));
    Matcher marks = MARKS.matcher(line());
    if (!marks.matches()) {
      throw new IOException("no end marks behind: " + fragment);
    }
    return Optional.of(new Frame(fragment.strip(), marks.group("mark")));
  }

  /** A word whose opening quote was read; reads one character beyond it. */
  private String quoted() throws IOException {
    StringBuilder word = new StringBuilder();
    while (true) {
      char each = read();
      if (each != '\'') {
        word.append(each);
        continue;
      }
      char behind = read();
      if (behind != '\\') {
        expect(END.charAt(0), behind);
        return word.toString();
      }
      expect("''");
      word.append('\'');
    }
  }

  /** A line without its end. */
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (char each = read(); each != '\n'; each = read()) {
      line.append(each);
    }
    return line.toString();
  }

  private void expect(String text) throws IOException {
    for (int at = 0; at < text.length(); at++) {
      expect(text.charAt(at), read());
    }
  }

  private static void expect(char wanted, char found) throws IOException {
    if (wanted != found) {
      throw new IOException("'%c' instead of '%c' in a framed script".formatted(found, wanted));
    }
  }

  private char read() throws IOException {
    int next = script.read();
    if (next < 0) {
      throw new EOFException("a framed script was cut off");
    }
    return (char) next;
  }
}
