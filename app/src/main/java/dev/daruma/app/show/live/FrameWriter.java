package dev.daruma.app.show.live;

import dev.daruma.app.show.live.Screen.Size;
import java.util.List;
import org.jline.utils.AttributedString;

/**
 * Tells what to write so that the screen shows the next frame: only what differs from the last one,
 * and nothing is cleared before it is written, so that nothing flickers. Between frames the cursor
 * stands at the beginning of the line below the view; there the shell goes on when the program is
 * killed.
 *
 * <p>Source: ECMA-48, CUU, ED, EL. Terminals wrap lines anew when they become narrower, as VTE,
 * kitty, iTerm2, Windows Terminal and tmux do.
 */
final class FrameWriter {
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";
  private static final String NEXT = "\r\n";

  private Frame drawn = Frame.EMPTY;
  private int columns = Integer.MAX_VALUE;

  /**
   * What to write; empty when the screen shows the frame already.
   *
   * @param staying lines to be put above the view, where they stay
   */
  String toShow(Frame next, List<AttributedString> staying, Size size) {
    boolean narrower = size.columns() < columns;
    columns = size.columns();
    if (staying.isEmpty() && next.equals(drawn) && !narrower) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    toTop(narrower ? drawn.rowsOn(columns) : drawn.lines().size(), size, text);
    if (!staying.isEmpty() || narrower) {
      staying.forEach(line -> write(line, text));
      next.lines().forEach(line -> write(line, text));
    } else {
      writeChanged(next, text);
    }
    text.append(CLEAR_BELOW);
    drawn = next;
    return text.toString();
  }

  private static void toTop(int rows, Size size, StringBuilder text) {
    text.append('\r');
    int up = Math.min(rows, size.rows() - 1);
    if (up > 0) {
      text.append("\u001b[").append(up).append('A');
    }
  }

  private void writeChanged(Frame next, StringBuilder text) {
    for (int at = 0; at < next.lines().size(); at++) {
      AttributedString line = next.lines().get(at);
      if (at < drawn.lines().size() && drawn.lines().get(at).equals(line)) {
        text.append(NEXT);
      } else {
        write(line, text);
      }
    }
  }

  private static void write(AttributedString line, StringBuilder text) {
    text.append(line.toAnsi()).append(CLEAR_LINE).append(NEXT);
  }
}
