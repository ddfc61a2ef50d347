package dev.daruma.app.show.live;

import dev.daruma.app.show.EventText;
import dev.daruma.app.show.Paint;
import dev.daruma.app.show.ProgressSink;
import dev.daruma.engine.execute.Event;
import dev.daruma.engine.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/**
 * Progress on a terminal: lines that stay for what is worth keeping, and below them a view of all
 * hosts while a plan is carried out. Events only change what is known; {@link #draw} shows it.
 */
public final class LiveView implements ProgressSink {
  private final Screen screen;
  private final InstantSource clock;
  private final Estimate estimate;
  private final View view;
  private final EventText text;
  private final FrameWriter writer = new FrameWriter();
  private final List<AttributedString> staying = new ArrayList<>();
  private @Nullable Board board;
  private @Nullable Remaining remaining;

  public LiveView(
      Screen screen, Paint paint, InstantSource clock, Instant start, Estimate estimate) {
    this.screen = screen;
    this.clock = clock;
    this.estimate = estimate;
    this.view = new View(paint.wanted());
    this.text = new EventText(paint, start);
  }

  @Override
  public synchronized void begin(Plan plan) {
    board = new Board(plan);
    remaining = new Remaining(estimate, clock.instant());
    draw();
  }

  @Override
  public synchronized void accept(Event event) {
    Instant now = clock.instant();
    Board known = board;
    if (known != null) {
      known.accept(event, now);
    }
    switch (event) {
      case Event.Failed failed -> {
        keep(text.line(failed, now));
        text.problem(failed.problem()).forEach(this::keep);
        draw(); // what broke is not to wait for the next frame
      }
      case Event.Retrying _, Event.Awaited _, Event.Cut _ -> keep(text.line(event, now));
      case Event.Started _,
          Event.Said _,
          Event.Waiting _,
          Event.Finished _,
          Event.Skipped _,
          Event.Left _ -> {}
    }
  }

  @Override
  public synchronized void say(String line) {
    keep(text.line("", line, clock.instant()));
    draw();
  }

  private void keep(String line) {
    staying.add(AttributedString.fromAnsi(line));
  }

  /** Shows what is known now; writes nothing where the screen shows it already. */
  public synchronized void draw() {
    Instant now = clock.instant();
    Screen.Size size = screen.size();
    Frame frame =
        Optional.ofNullable(board).flatMap(known -> frame(known, now, size)).orElse(Frame.EMPTY);
    List<AttributedString> above =
        staying.stream().flatMap(line -> Words.wrapped(line, size.columns() - 1).stream()).toList();
    String changed = writer.toShow(frame, above, size);
    staying.clear();
    if (!changed.isEmpty()) {
      screen.write(changed);
    }
  }

  private Optional<Frame> frame(Board known, Instant now, Screen.Size size) {
    return Optional.ofNullable(remaining)
        .map(rest -> view.frame(known.hosts(), rest.of(known, now), now, size));
  }

  /** Takes the view away; what stays, stays. */
  @Override
  public synchronized void end() {
    board = null;
    draw();
  }

  /** From one frame to the next. */
  static final Duration PERIOD = Duration.ofMillis(100);
}
