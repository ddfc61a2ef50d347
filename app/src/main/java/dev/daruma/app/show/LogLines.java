package dev.daruma.app.show;

import dev.daruma.engine.execute.Event;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.problem.Problem;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Everything, each line with its time of day, for reading afterwards. Holds no secret. */
public final class LogLines implements ProgressSink {
  private final PrintWriter out;
  private final InstantSource clock;
  private final EventText text;

  public LogLines(PrintWriter out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
    this.text = new EventText(new Paint(false), clock.instant());
  }

  @Override
  public void begin(Plan plan) {
    print("plan of " + plan.acts().size() + " acts");
  }

  @Override
  public void accept(Event event) {
    print(text.line(event, clock.instant()));
    switch (event) {
      case Event.Started(Act act) -> explain(act);
      case Event.Failed(Act _, Problem problem, var _) ->
          text.problem(problem).forEach(this::print);
      case Event.Said _,
          Event.Waiting _,
          Event.Retrying _,
          Event.Finished _,
          Event.Skipped _,
          Event.Awaited _,
          Event.Cut _,
          Event.Left _ -> {}
    }
  }

  private void explain(Act act) {
    switch (act) {
      case HostChange change ->
          change
              .changes()
              .forEach(each -> print("           ~ " + each.label() + ": " + each.reason()));
      case Step step -> step.explanation().forEach(line -> print("           " + line));
    }
  }

  @Override
  public void say(String line) {
    print(text.line("", line, clock.instant()));
  }

  /** A line as it is printed elsewhere. */
  void note(String line) {
    print(line);
  }

  private synchronized void print(String line) {
    out.println(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + Printable.of(line));
    out.flush();
  }
}
