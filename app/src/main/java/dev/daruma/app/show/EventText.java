package dev.daruma.app.show;

import dev.daruma.engine.execute.Event;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.Stopping;
import dev.daruma.engine.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What happens, each thing as one line with the seconds since the beginning.
 *
 * @param start when it all began
 */
public record EventText(Paint paint, Instant start) {

  public String line(Event event, Instant now) {
    return line(event.act().host().value(), words(event), now);
  }

  /**
   * @param host whose affair it is; empty where it is nobody's
   */
  public String line(String host, String text, Instant now) {
    return String.format(
        Locale.ROOT,
        "%7.1f s  %-12s %s",
        Duration.between(start, now).toMillis() / 1000.0,
        host,
        text.strip().replaceAll("\\s*\n\\s*", " | "));
  }

  private String words(Event event) {
    String title = event.act().title();
    return switch (event) {
      case Event.Started _ -> title + " ...";
      case Event.Said said -> paint.faint(title + ": " + Printable.of(said.line().strip()));
      case Event.Waiting waiting ->
          paint.faint(
              title
                  + ": waiting until "
                  + waiting.condition()
                  + " (at most "
                  + Seconds.of(waiting.limit())
                  + ")");
      case Event.Retrying(Act _, String why, Duration pause, Duration left) ->
          paint.yellow(title + ": trying again in " + Seconds.of(pause))
              + ": "
              + Printable.of(why)
              + " (at most "
              + Seconds.of(left)
              + " more)";
      case Event.Finished finished ->
          paint.green(title + ": done") + " in " + Seconds.of(finished.took());
      case Event.Failed failed ->
          paint.red(title + ": failed") + " after " + Seconds.of(failed.took());
      case Event.Skipped skipped ->
          paint.yellow(title + ": skipped") + ", it needs that " + skipped.missing();
      case Event.Awaited(Act act) ->
          switch (act.stopping()) {
            case Stopping.FINISHES ->
                paint.yellow(title + ": is let come to its end") + ", cutting it would be unsafe";
            case Stopping.ENDS_AT_WAIT -> paint.yellow(title + ": ends at its next wait");
            case Stopping.IS_CUT -> paint.yellow(title + ": is being cut off");
          };
      case Event.Cut(Act _, Duration took) ->
          paint.yellow(title + ": cut off")
              + " after "
              + Seconds.of(took)
              + "; the next run does it anew";
      case Event.Left _ -> paint.yellow(title + ": not started");
    };
  }

  /** What broke, with all that was said of it, indented below its line. */
  public List<String> problem(Problem problem) {
    return Printable.of(problem.text())
        .lines()
        .map(line -> " ".repeat(11) + paint.red(line))
        .toList();
  }
}
