package dev.daruma.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.daruma.app.show.RunText;
import dev.daruma.engine.journal.PastEvent;
import dev.daruma.engine.journal.PastRun;
import dev.daruma.engine.journal.PastRun.State;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CutOffRunsTest {
  private static final Instant TIME = Instant.parse("2026-03-01T10:32:00Z");
  private static final State SUCCEEDED = new State.Ended("succeeded");
  private static final State FAILED = new State.Ended("failed");
  private static final State CUT_OFF = new State.CutOff();

  private static PastRun run(String name, String command, State state, String... only) {
    return new PastRun(
        name,
        TIME,
        command,
        List.of(only),
        List.of(
            new PastEvent(TIME, "started", "master02", "join control plane", Map.of()),
            new PastEvent(TIME, "started", "node01", "join worker", Map.of()),
            new PastEvent(TIME, "finished", "node01", "join worker", Map.of())),
        state);
  }

  static Stream<Arguments> isNamedUntilAWholeApplySucceeds() {
    return Stream.of(
        arguments("none", List.of(), List.of()),
        arguments("the last one", List.of(run("1", "apply", CUT_OFF)), List.of("1")),
        arguments(
            "mended since",
            List.of(run("1", "apply", CUT_OFF), run("2", "apply", SUCCEEDED)),
            List.of()),
        arguments(
            "a failed apply has mended nothing for sure",
            List.of(run("1", "reset", CUT_OFF), run("2", "apply", FAILED)),
            List.of("1")),
        arguments(
            "nor has one that was limited, or a verification",
            List.of(
                run("1", "apply", CUT_OFF),
                run("2", "apply", SUCCEEDED, "node01"),
                run("3", "verify", SUCCEEDED)),
            List.of("1")),
        arguments(
            "a verification that was cut off leaves nothing to mend",
            List.of(run("1", "verify", CUT_OFF)),
            List.of()),
        arguments(
            "one that goes on is not cut off",
            List.of(run("1", "apply", new State.Running())),
            List.of()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void isNamedUntilAWholeApplySucceeds(String name, List<PastRun> runs, List<String> named) {
    assertThat(CutOffRuns.of(runs.reversed().stream())).extracting(PastRun::name).isEqualTo(named);
  }

  @Test
  void whatIsLongPastIsOnlyCounted() {
    List<PastRun> runs =
        Stream.of("1", "2", "3", "4", "5").map(name -> run(name, "apply", CUT_OFF)).toList();
    RunText text = new RunText(Clock.fixed(TIME, ZoneOffset.UTC));
    assertThat(CutOffRuns.lines(runs, text))
        .hasSize(4)
        .startsWith("2 more before were cut off, too; daruma history lists them")
        .endsWith(text.cutOff(runs.getLast()));
    assertThat(CutOffRuns.lines(runs.subList(0, 3), text))
        .containsExactlyElementsOf(runs.stream().limit(3).map(text::cutOff).toList());
  }

  @Test
  void itsTimeAndWhatItWasAtAreSaid() {
    PastRun run = run("1", "apply", CUT_OFF);
    assertThat(new RunText(Clock.fixed(TIME.plusSeconds(60), ZoneOffset.UTC)).cutOff(run))
        .isEqualTo(
            "the run of 10:32 (apply) was cut off during join control plane on master02; what it"
                + " left is found on the hosts");
    assertThat(new RunText(Clock.fixed(TIME.plusSeconds(86_400), ZoneOffset.UTC)).cutOff(run))
        .startsWith("the run of 2026-03-01 10:32 (apply)");
  }
}
