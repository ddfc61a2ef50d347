package dev.daruma.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daruma.engine.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PastRunsTest {
  private static final String NAME = "2026-03-01T10-32-00.000Z";
  private static final String WHOLE =
      """
      {"at":"2026-03-01T10:32:00Z","event":"run-started","command":"apply","only":["one","os"]}
      {"at":"2026-03-01T10:32:01Z","event":"started","host":"one","act":"prepare host","room":"os","changeCount":3,"changes":["file /a: new","swap: off","sysctl b: 1"]}
      {"at":"2026-03-01T10:32:01Z","event":"started","host":"two","act":"join worker","room":"worker","changeCount":1,"why":["no node yet"]}
      {"at":"2026-03-01T10:32:03Z","event":"finished","host":"one","act":"prepare host","room":"os","milliseconds":2000}
      {"at":"2026-03-01T10:32:04Z","event":"yet unheard of","host":"two","act":"join worker","again":7}
      {"at":"2026-03-01T10:32:09Z","event":"finished","host":"two","act":"join worker","milliseconds":8000}
      {"at":"2026-03-01T10:32:10Z","event":"run-ended","result":"succeeded"}
      """;

  @TempDir private Path folder;

  private PastRun read(String text) throws IOException {
    Files.writeString(folder.resolve(NAME + ".jsonl"), text);
    return new PastRuns(folder).all().getFirst();
  }

  private static String lines(int count) {
    return String.join("\n", WHOLE.lines().limit(count).toList());
  }

  @Test
  void aWholeRunIsTold() throws IOException {
    PastRun run = read(WHOLE);
    assertThat(run.command()).isEqualTo("apply");
    assertThat(run.only()).containsExactly("one", "os");
    assertThat(run.started()).isEqualTo("2026-03-01T10:32:00Z");
    assertThat(run.took()).isEqualTo(Duration.ofSeconds(10));
    assertThat(run.succeeded()).isTrue();
    assertThat(run.changes()).isEqualTo(4);
    assertThat(run.open()).isEmpty();
    assertThat(run.events().get(4).kind()).isEqualTo("yet unheard of");
    assertThat(run.events().get(4).detail("again")).contains("7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n", "\n{\"at\":\"2026-03-01T10:32:0", "\n{\"at\":\"2026-0\"}", "\n\u00c3"})
  void aTornLineEndsTheReadingAndTheRunWasCutOff(String torn) throws IOException {
    PastRun run = read(lines(4) + torn);
    assertThat(run.events()).hasSize(4);
    assertThat(run.wasCutOff()).isTrue();
    assertThat(run.changes()).isEqualTo(3);
    assertThat(run.open())
        .singleElement()
        .satisfies(
            act -> assertThat(act.act() + " on " + act.host()).isEqualTo("join worker on two"));
  }

  @Test
  void aCharacterMayBeTornToo() throws IOException {
    byte[] torn =
        (lines(4) + "\n{\"at\":\"\u00e9").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Files.write(folder.resolve(NAME + ".jsonl"), java.util.Arrays.copyOf(torn, torn.length - 1));
    assertThat(new PastRuns(folder).all().getFirst().events()).hasSize(4);
  }

  @Test
  void aRunKilledBeforeItsFirstLineIsKnownByItsName() throws IOException {
    PastRun run = read("");
    assertThat(run.wasCutOff()).isTrue();
    assertThat(run.started()).isEqualTo("2026-03-01T10:32:00Z");
    assertThat(run.took()).isZero();
  }

  @Test
  void aRunThatGoesOnIsNotTakenForOneThatWasCutOff() throws IOException {
    PastRuns runs = new PastRuns(folder);
    try (Journal journal = Journal.start(folder, "apply", List.of("one"), InstantSource.system())) {
      assertThat(runs.all().getFirst().state()).isEqualTo(new PastRun.State.Running());
      assertThat(journal.path()).exists();
    }
    assertThat(runs.all().getFirst().wasCutOff()).isTrue();
    assertThat(runs.all().getFirst().only()).containsExactly("one");
  }

  @Test
  void onlyTheLatestAreReadWhereThatIsEnough() throws IOException {
    for (int hour = 1; hour <= 3; hour++) {
      Files.writeString(folder.resolve("2026-03-01T0%d-00-00.000Z.jsonl".formatted(hour)), "");
    }
    Files.writeString(folder.resolve("notes.jsonl"), "no journal");
    assertThat(new PastRuns(folder).latest(2).stream().map(PastRun::started))
        .containsExactly(
            Instant.parse("2026-03-01T02:00:00Z"), Instant.parse("2026-03-01T03:00:00Z"));
    assertThat(new PastRuns(folder.resolve("none")).all()).isEmpty();
  }

  @Test
  void theMedianOfWhatWasFinishedIsWhatIsExpected() throws IOException {
    read(WHOLE);
    Files.writeString(
        folder.resolve("2026-03-02T10-32-00.000Z.jsonl"),
        WHOLE.replace("\"milliseconds\":2000", "\"milliseconds\":3000"));
    Files.writeString(
        folder.resolve("2026-03-03T10-32-00.000Z.jsonl"),
        WHOLE.replace("8000", "100000").replace("2000", "2001").replace("finished", "failed"));
    assertThat(MedianDurations.of(new PastRuns(folder).all()))
        .isEqualTo(
            Map.of(
                "prepare host", Duration.ofMillis(2500), "join worker", Duration.ofMillis(8000)));
  }

  @Test
  void aJournalThatCannotBeReadIsNamedWithWhatToDo() throws IOException {
    Files.createDirectories(folder.resolve(NAME + ".jsonl"));
    assertThatThrownBy(() -> new PastRuns(folder).all())
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(NAME)
        .hasMessageContaining("move it away");
  }
}
