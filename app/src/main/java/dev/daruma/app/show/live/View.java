package dev.daruma.app.show.live;

import dev.daruma.app.show.live.Board.State;
import dev.daruma.app.show.live.Screen.Size;
import dev.daruma.engine.host.HostName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * How the view is laid out: a line for each host as far as there is room, those that do something
 * first, and a line for the whole.
 *
 * @param colours whether colours are wanted
 */
record View(boolean colours) {
  private static final int CLOCK = 8;
  private static final int WIDEST_BAR = 60;

  private static final AttributedStyle GREEN =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
  private static final AttributedStyle RED =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.RED).bold();
  private static final AttributedStyle FAINT = AttributedStyle.DEFAULT.faint();
  private static final AttributedStyle BOLD = AttributedStyle.DEFAULT.bold();

  /** The whole run at a moment. */
  record Whole(double fraction, int done, int acts, Duration gone, Duration left) {}

  Frame frame(Map<HostName, State> hosts, Whole whole, Instant now, Size size) {
    int width = size.columns() - 1;
    int names =
        Math.min(
            hosts.keySet().stream().mapToInt(host -> host.value().length()).max().orElse(0),
            Math.max(6, width / 4));
    List<AttributedString> lines = new ArrayList<>();
    // The line of the whole, and the one the cursor stands in.
    int room = Math.max(0, size.rows() - 2);
    List<HostName> shown = shown(hosts, room);
    shown.forEach(
        host -> {
          State state = hosts.get(host);
          if (state != null) {
            lines.add(line(host, state, names, now, width));
          }
        });
    if (shown.size() < hosts.size() && room > 0) {
      lines.add(others(hosts, shown, width));
    }
    lines.add(whole(whole, width));
    return new Frame(lines);
  }

  /** Where there is no room for all, those that do something and those that failed come first. */
  private static List<HostName> shown(Map<HostName, State> hosts, int room) {
    if (hosts.size() <= room) {
      return List.copyOf(hosts.keySet());
    }
    List<HostName> chosen = new ArrayList<>();
    for (int rank = 0; rank < 3; rank++) {
      for (Map.Entry<HostName, State> each : hosts.entrySet()) {
        if (rank(each.getValue()) == rank && chosen.size() < room - 1) {
          chosen.add(each.getKey());
        }
      }
    }
    return hosts.keySet().stream().filter(chosen::contains).toList();
  }

  private static int rank(State state) {
    return switch (state) {
      case State.Running _, State.Failed _ -> 0;
      case State.Waiting _, State.Stopped _ -> 1;
      case State.Done _ -> 2;
    };
  }

  private AttributedString line(HostName host, State state, int names, Instant now, int width) {
    AttributedString clock =
        state instanceof State.Running running
            ? new AttributedString(Words.clock(Duration.between(running.since(), now)))
            : AttributedString.EMPTY;
    int room = Math.max(0, width - names - 2 - CLOCK);
    AttributedStringBuilder line =
        new AttributedStringBuilder()
            .append(Words.exactly(Words.styled(host.value(), BOLD, colours), names))
            .append("  ");
    if (clock.length() == 0) {
      line.append(Words.atMost(text(state), room));
    } else {
      line.append(Words.exactly(text(state), room))
          .append(" ".repeat(Math.max(0, CLOCK - clock.columnLength())))
          .append(clock);
    }
    return Words.atMost(line.toAttributedString(), width);
  }

  private AttributedString text(State state) {
    return switch (state) {
      case State.Running(var act, String detail, Instant _, int others) ->
          new AttributedStringBuilder()
              .append(act.title())
              .append(others > 0 ? " (+" + others + ")" : "")
              .append(Words.styled(detail.isEmpty() ? "" : ": " + detail, FAINT, colours))
              .toAttributedString();
      case State.Failed(var act) -> Words.styled("failed: " + act.title(), RED, colours);
      case State.Waiting(var until) ->
          Words.styled(
              until.map(what -> "waits until " + what).orElse("waits for its turn"),
              FAINT,
              colours);
      case State.Stopped(int left) ->
          Words.styled(
              "stopped, " + left + (left == 1 ? " act" : " acts") + " left", FAINT, colours);
      case State.Done(int acts) ->
          Words.styled("done, " + acts + (acts == 1 ? " act" : " acts"), GREEN, colours);
    };
  }

  private AttributedString others(Map<HostName, State> hosts, List<HostName> shown, int width) {
    long done =
        hosts.entrySet().stream()
            .filter(each -> !shown.contains(each.getKey()))
            .filter(each -> each.getValue() instanceof State.Done)
            .count();
    return Words.atMost(
        Words.styled(
            "and %d more hosts, %d of them done".formatted(hosts.size() - shown.size(), done),
            FAINT,
            colours),
        width);
  }

  private AttributedString whole(Whole whole, int width) {
    String percent = "%3d %% ".formatted((int) (whole.fraction() * 100));
    String times =
        Words.clock(whole.gone())
            + (whole.left().isZero() ? "" : ", about " + Words.clock(whole.left()) + " left");
    String acts = "%d of %d acts, ".formatted(whole.done(), whole.acts());
    String behind = " " + (width >= 60 ? acts : "") + times;
    int bar = Math.min(WIDEST_BAR, width - percent.length() - behind.length() - 2);
    AttributedStringBuilder line = new AttributedStringBuilder().append(percent);
    if (bar >= 5) {
      int full = (int) Math.round(whole.fraction() * bar);
      line.append("[")
          .append(Words.styled("=".repeat(full), GREEN, colours))
          .append(" ".repeat(bar - full))
          .append("]");
    }
    return Words.atMost(line.append(behind).toAttributedString(), width);
  }
}
