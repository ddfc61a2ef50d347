package dev.daruma.app.show;

import dev.daruma.engine.execute.Event;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Consumer;

/** One line for each thing that happens, with the seconds since the beginning. */
public final class Progress implements Consumer<Event> {
  private final PrintWriter out;
  private final Paint paint;
  private final InstantSource clock;
  private final Instant start;

  public Progress(PrintWriter out, Paint paint, InstantSource clock) {
    this.out = out;
    this.paint = paint;
    this.clock = clock;
    this.start = clock.instant();
  }

  @Override
  public void accept(Event event) {
    String title = event.act().title();
    String text =
        switch (event) {
          case Event.Started _ -> title + " ...";
          case Event.Said said -> paint.faint(title + ": " + said.line());
          case Event.Waiting waiting ->
              paint.faint(
                  title
                      + ": waiting until "
                      + waiting.condition()
                      + " (at most "
                      + Seconds.of(waiting.limit())
                      + ")");
          case Event.Finished finished ->
              paint.green(title + ": done") + " in " + Seconds.of(finished.took());
          case Event.Failed failed ->
              paint.red(title + ": failed") + " after " + Seconds.of(failed.took());
          case Event.Skipped skipped ->
              paint.yellow(title + ": skipped") + ", it needs that " + skipped.missing();
        };
    line(event.act().host().value(), text);
  }

  /** Something that is no act's affair. */
  public void say(String text) {
    line("", text);
  }

  private void line(String host, String text) {
    Duration since = Duration.between(start, clock.instant());
    String line =
        String.format(
            Locale.ROOT, "%7.1f s  %-12s %s", since.toMillis() / 1000.0, host, text.strip());
    out.println(line);
    out.flush();
  }
}
