package dev.daruma.app.show;

import dev.daruma.engine.execute.Event;
import dev.daruma.engine.plan.Plan;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** What the operator is told while something goes on, and what is kept of it in a log. */
public final class Progress implements Consumer<Event>, ProgressSink {
  private final ProgressSink shown;
  private final Optional<LogLines> log;

  public Progress(ProgressSink shown, Optional<LogLines> log) {
    this.shown = shown;
    this.log = log;
  }

  /** Plain lines, and no log. */
  public Progress(PrintWriter out, Paint paint, InstantSource clock) {
    this(new PlainLines(out, paint, clock), Optional.empty());
  }

  @Override
  public void begin(Plan plan) {
    log.ifPresent(each -> each.begin(plan));
    shown.begin(plan);
  }

  @Override
  public void accept(Event event) {
    log.ifPresent(each -> each.accept(event));
    shown.accept(event);
  }

  @Override
  public void say(String text) {
    log.ifPresent(each -> each.say(text));
    shown.say(text);
  }

  /** Something that is printed elsewhere, such as the summary: for the log alone. */
  public void note(String line) {
    log.ifPresent(each -> each.note(line));
  }

  @Override
  public void end() {
    shown.end();
  }
}
