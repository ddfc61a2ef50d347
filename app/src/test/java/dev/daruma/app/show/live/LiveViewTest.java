package dev.daruma.app.show.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.app.show.LogLines;
import dev.daruma.app.show.Paint;
import dev.daruma.app.show.PlainLines;
import dev.daruma.engine.execute.Event;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.Plan;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recorded sessions: what a terminal shows at each moment of a scripted apply. */
class LiveViewTest {
  private final Script script = new Script();

  private LiveView view(VirtualScreen screen, boolean colours) {
    return new LiveView(
        screen, new Paint(colours), script.clock, script.clock.instant(), CriticalPath.usual());
  }

  private static void add(StringBuilder session, String moment, VirtualScreen screen) {
    session
        .append("=== ")
        .append(moment)
        .append(", ")
        .append(screen.size().columns())
        .append(" by ")
        .append(screen.size().rows())
        .append('\n')
        .append(screen.text());
  }

  @ParameterizedTest
  @CsvSource({"200, 50", "80, 24", "40, 24", "80, 5"})
  void aSessionOnATerminal(int columns, int rows) throws IOException {
    VirtualScreen screen = new VirtualScreen(columns, rows);
    LiveView view = view(screen, true);
    StringBuilder session = new StringBuilder();
    script.play(
        view,
        moment -> {
          if (!moment.contains("at once")) {
            view.draw();
          }
          add(session, moment, screen);
        });
    Golden.check("%d-by-%d.txt".formatted(columns, rows), session.toString());
  }

  @Test
  void aSessionThroughResizes() throws IOException {
    VirtualScreen screen = new VirtualScreen(100, 24);
    LiveView view = view(screen, false);
    StringBuilder session = new StringBuilder();
    List<Integer> widths = List.of(100, 100, 40, 40, 132, 60, 20, 80, 80);
    int[] at = {0};
    script.play(
        view,
        moment -> {
          view.draw();
          add(session, moment, screen);
          int width = widths.get(at[0]++);
          if (width != screen.size().columns()) {
            screen.resize(width, 24);
            view.draw();
            add(session, "resized", screen);
          }
        });
    Golden.check("resized.txt", session.toString());
  }

  @Test
  void aSessionInAPipe() throws IOException {
    StringWriter out = new StringWriter();
    script.play(new PlainLines(new PrintWriter(out), new Paint(false), script.clock), moment -> {});
    Golden.check("pipe.txt", out.toString());
  }

  @Test
  void aSessionInALog() throws IOException {
    StringWriter out = new StringWriter();
    script.play(new LogLines(new PrintWriter(out), script.clock), moment -> {});
    Golden.check("log.txt", out.toString());
  }

  @Test
  void whatTheScreenShowsAlreadyIsNotWrittenAgain() {
    VirtualScreen screen = new VirtualScreen(80, 24);
    LiveView view = view(screen, true);
    script.play(
        view,
        moment -> {
          view.draw();
          int writes = screen.writes().size();
          for (int frame = 0; frame < 10; frame++) {
            view.draw();
          }
          assertThat(screen.writes()).as(moment).hasSize(writes);
        });
  }

  @Test
  void aFrameIsOneWriteOfWhatDiffers() {
    VirtualScreen screen = new VirtualScreen(80, 24);
    LiveView view = view(screen, false);
    Plan plan = script.plan();
    view.begin(plan);
    int begun = screen.writes().size();
    view.accept(new Event.Started(plan.acts().getFirst()));
    view.draw();
    assertThat(screen.writes()).hasSize(begun + 1);
    String frame = screen.writes().getLast();
    // One host has something new; the names of the others are not written.
    assertThat(frame).contains("initialise cluster").doesNotContain("node01", "node02");
    // Nothing is cleared before it is written anew.
    assertThat(frame).doesNotContain("\u001b[2J", "\u001b[2K", "\u001b[H");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 20, 40, 80, 200})
  void noLineOfTheViewReachesTheLastColumn(int columns) {
    VirtualScreen screen = new VirtualScreen(columns, 24);
    LiveView view = view(screen, false);
    Plan plan = script.plan();
    view.begin(plan);
    plan.acts().forEach(act -> view.accept(new Event.Started(act)));
    view.draw();
    assertThat(screen.text().lines())
        .hasSize(6)
        .allSatisfy(line -> assertThat(line.length()).isLessThan(columns));
  }

  @Test
  void theBarNeverGoesBackAndIsFullOnlyAtTheEnd() {
    VirtualScreen screen = new VirtualScreen(80, 24);
    LiveView view = view(screen, false);
    int[] before = {0};
    script.play(
        view,
        moment -> {
          view.draw();
          Arrays.stream(screen.text().split("\n"))
              .filter(line -> line.matches(" *\\d+ % .*"))
              .forEach(
                  line -> {
                    int percent = Integer.parseInt(line.strip().split(" ")[0]);
                    assertThat(percent).isBetween(before[0], 99);
                    before[0] = percent;
                  });
        });
    assertThat(before[0]).isPositive();
  }

  @Test
  void aRunThatIsDoneIsDone() {
    VirtualScreen screen = new VirtualScreen(80, 24);
    LiveView view = view(screen, false);
    Plan plan = script.plan();
    view.begin(plan);
    for (Act act : plan.acts()) {
      view.accept(new Event.Started(act));
      view.accept(new Event.Finished(act, Duration.ofSeconds(1)));
    }
    view.draw();
    assertThat(screen.text()).contains("100 %", "8 of 8 acts", "node02    done, 2 acts");
    view.end();
    assertThat(screen.text()).isEqualTo("_\n");
  }
}
