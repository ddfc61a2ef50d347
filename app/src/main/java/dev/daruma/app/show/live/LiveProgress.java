package dev.daruma.app.show.live;

import dev.daruma.app.show.Paint;
import dev.daruma.app.show.PlainLines;
import dev.daruma.app.show.ProgressSink;
import dev.daruma.engine.execute.Event;
import dev.daruma.engine.plan.Plan;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plain lines until a plan is carried out, then a live view at ten frames a second at most, then
 * plain lines again. Opens the screen only for the view, since that takes its time.
 */
public final class LiveProgress implements ProgressSink {
  private final Supplier<Optional<Screen>> screens;
  private final Paint paint;
  private final InstantSource clock;
  private final Instant start;
  private final PlainLines lines;
  private volatile @Nullable Showing showing;

  /** A view that is being drawn. */
  private record Showing(LiveView view, Screen screen, CountDownLatch over, Thread thread) {}

  /**
   * @param screens gives the screen; none where it turns out that there is none
   */
  public LiveProgress(
      PrintWriter out, Supplier<Optional<Screen>> screens, Paint paint, InstantSource clock) {
    this.screens = screens;
    this.paint = paint;
    this.clock = clock;
    this.start = clock.instant();
    this.lines = new PlainLines(out, paint, clock);
  }

  @Override
  public void begin(Plan plan) {
    showing = screens.get().map(screen -> show(screen, plan)).orElse(null);
  }

  private Showing show(Screen screen, Plan plan) {
    LiveView view = new LiveView(screen, paint, clock, start, CriticalPath.usual());
    view.begin(plan);
    CountDownLatch over = new CountDownLatch(1);
    Thread thread = Thread.ofPlatform().daemon().name("progress").start(() -> draw(view, over));
    return new Showing(view, screen, over, thread);
  }

  private static void draw(LiveView view, CountDownLatch over) {
    try {
      while (!over.await(LiveView.PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
        view.draw();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private ProgressSink now() {
    Showing current = showing;
    return current == null ? lines : current.view();
  }

  @Override
  public void accept(Event event) {
    now().accept(event);
  }

  @Override
  public void say(String line) {
    now().say(line);
  }

  @Override
  public void end() {
    Showing last = showing;
    showing = null;
    if (last != null) {
      last.over().countDown();
      last.view().end();
      last.screen().close();
    }
  }
}
