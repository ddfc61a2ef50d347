package dev.daruma.app.show.live;

import dev.daruma.app.show.live.Screen.Size;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/** Lines that are shown anew in their place, without flicker. */
public final class StatusView {
  private final Screen screen;
  private final FrameWriter writer = new FrameWriter();

  public StatusView(Screen screen) {
    this.screen = screen;
  }

  /**
   * Shows these in place of those shown before; writes nothing where nothing has changed.
   *
   * @param lines may be painted; what the screen has no room for is left out, and that is said
   */
  public void show(List<String> lines) {
    Size size = screen.size();
    int room = Math.max(1, size.rows() - 1);
    List<AttributedString> fitting = new ArrayList<>();
    for (String line : lines.size() <= room ? lines : lines.subList(0, room - 1)) {
      fitting.add(Words.atMost(AttributedString.fromAnsi(line), size.columns() - 1));
    }
    if (lines.size() > room) {
      fitting.add(
          Words.atMost(
              new AttributedString("and " + (lines.size() - room + 1) + " lines more"),
              size.columns() - 1));
    }
    String changed = writer.toShow(new Frame(fitting), List.of(), size);
    if (!changed.isEmpty()) {
      screen.write(changed);
    }
  }
}
