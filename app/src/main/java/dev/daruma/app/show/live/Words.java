package dev.daruma.app.show.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Pieces of lines, in the widths that terminals give them. */
final class Words {
  private static final String CUT = "..";

  private Words() {}

  /** Where colours are not wanted, every style is the plain one. */
  static AttributedString styled(String text, AttributedStyle style, boolean colours) {
    return new AttributedString(text, colours ? style : AttributedStyle.DEFAULT);
  }

  /** Exactly so wide: cut, or filled with spaces. */
  static AttributedString exactly(AttributedString text, int columns) {
    AttributedString cut = atMost(text, columns);
    return new AttributedStringBuilder()
        .append(cut)
        .append(" ".repeat(Math.max(0, columns - cut.columnLength())))
        .toAttributedString();
  }

  static AttributedString atMost(AttributedString text, int columns) {
    if (text.columnLength() <= columns) {
      return text;
    }
    return columns <= CUT.length()
        ? text.columnSubSequence(0, Math.max(0, columns))
        : new AttributedStringBuilder()
            .append(text.columnSubSequence(0, columns - CUT.length()))
            .append(CUT)
            .toAttributedString();
  }

  /**
   * Broken between words where it is too long, and within one that is too long by itself; what
   * follows is indented a little more than the beginning.
   */
  static List<AttributedString> wrapped(AttributedString text, int columns) {
    String plain = text.toString();
    int indent = plain.length() - plain.stripLeading().length() + 2;
    AttributedString rest = text;
    List<AttributedString> lines = new ArrayList<>();
    while (rest.columnLength() > columns && columns > 2 * indent) {
      String fits = rest.columnSubSequence(0, columns + 1).toString();
      int space = fits.lastIndexOf(' ');
      boolean between = space > indent;
      int end = between ? space : rest.columnSubSequence(0, columns).length();
      lines.add(rest.subSequence(0, end));
      rest =
          new AttributedStringBuilder()
              .append(" ".repeat(indent))
              .append(rest.subSequence(between ? end + 1 : end, rest.length()))
              .toAttributedString();
    }
    lines.add(rest);
    return lines;
  }

  /** Such as {@code 0:07}, {@code 12:30} or {@code 1:02:03}. */
  static String clock(Duration time) {
    return time.toHours() > 0
        ? String.format(
            Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
        : String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
  }
}
