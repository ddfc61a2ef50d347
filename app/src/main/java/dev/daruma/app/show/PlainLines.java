package dev.daruma.app.show;

import dev.daruma.engine.execute.Event;
import java.io.PrintWriter;
import java.time.InstantSource;

/** One line for each thing that happens, for pipes and for whoever watches a simple terminal. */
public final class PlainLines implements ProgressSink {
  private final PrintWriter out;
  private final InstantSource clock;
  private final EventText text;

  public PlainLines(PrintWriter out, Paint paint, InstantSource clock) {
    this.out = out;
    this.clock = clock;
    this.text = new EventText(paint, clock.instant());
  }

  @Override
  public void accept(Event event) {
    print(text.line(event, clock.instant()));
  }

  @Override
  public void say(String line) {
    print(text.line("", line, clock.instant()));
  }

  private void print(String line) {
    out.println(line);
    out.flush();
  }
}
