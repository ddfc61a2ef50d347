package dev.daruma.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.app.run.PlanFile;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.savedplan.SavedPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is said of limits, saved plans and past runs before any host is reached. */
class PlanCommandsTest {
  private static final SavedPlan OTHER =
      new SavedPlan("0.1.0", "elsewhere", "a", "b", List.of(), List.of());
  private static final SavedPlan OWN =
      new SavedPlan("0.1.0", "small", "a", "b", List.of(), List.of());

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeSite() throws IOException {
    file = folder.resolve("site.yaml");
    Files.writeString(
        file,
        """
        apiVersion: daruma.dev/v1alpha1
        kind: Site
        name: small
        ssh: {user: ubuntu}
        hosts:
          pi01: {address: 192.0.2.11, roles: [control-plane, worker]}
        kubernetes: {version: 1.20.2, endpoint: 192.0.2.10}
        """);
  }

  private CommandRun run(String... arguments) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "-f";
    all[arguments.length + 1] = file.toString();
    return CommandRun.of(folder, all);
  }

  @ParameterizedTest
  @CsvSource({"plan, pi1, pi01", "apply, runtme, runtime"})
  void anUnknownLimitIsBadUsageAndGetsTheNearest(String command, String word, String nearest) {
    CommandRun run = run(command, "--only", word);
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains("limit the work to " + word)
        .contains("did you mean " + nearest + "?")
        .doesNotContain("\tat ");
  }

  @Test
  void aPlanFileIsItsOwnersAndIsReplacedWhole() throws IOException {
    Path saved = folder.resolve("saved.plan");
    Files.writeString(saved, "an older one");
    new PlanFile(saved).write(OWN);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(saved)))
        .isEqualTo("rw-------");
    assertThat(new PlanFile(saved).read("small")).isEqualTo(OWN);
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void aPlanThatCannotBeSavedIsToldWithTheReason() {
    Assertions.assertThatThrownBy(
            () -> new PlanFile(folder.resolve("none").resolve("plan")).write(OWN))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("cannot be written")
        .hasMessageContaining("a folder that is there");
  }

  @Test
  void aMissingPlanFileIsNamed() {
    CommandRun run = run("apply", folder.resolve("none.plan").toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("none.plan", "there is no such file", "daruma plan --out");
  }

  @Test
  void whatIsNoPlanIsRefused() {
    CommandRun run = run("apply", file.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("it is not whole, or no JSON", "save the plan anew");
  }

  @Test
  void aPlanOfAnotherSiteIsRefused() {
    Path saved = folder.resolve("saved.plan");
    new PlanFile(saved).write(OTHER);
    CommandRun run = run("apply", saved.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.err())
        .contains("it is a plan for site elsewhere, the site file is that of small");
  }

  @Test
  void aSavedPlanHasItsOwnLimits() {
    Path saved = folder.resolve("saved.plan");
    new PlanFile(saved).write(OWN);
    CommandRun run = run("apply", saved.toString(), "--only", "pi01");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("a saved plan has its own limits", "leave --only away");
  }

  private void journal(String name, String... lines) throws IOException {
    Path runs = Files.createDirectories(folder.resolve(".daruma").resolve("small").resolve("runs"));
    Files.writeString(runs.resolve(name + ".jsonl"), String.join("\n", lines) + "\n");
  }

  private void twoRuns() throws IOException {
    journal(
        "2026-03-01T10-32-00.000Z",
        "{\"at\":\"2026-03-01T10:32:00Z\",\"event\":\"run-started\",\"command\":\"apply\",\"only\":[\"pi01\"]}",
        "{\"at\":\"2026-03-01T10:32:01Z\",\"event\":\"started\",\"host\":\"pi01\",\"act\":\"prepare host\",\"changeCount\":2,\"changes\":[\"swap: off\",\"file /a: new\"]}",
        "{\"at\":\"2026-03-01T10:32:04Z\",\"event\":\"finished\",\"host\":\"pi01\",\"act\":\"prepare host\",\"milliseconds\":3000}",
        "{\"at\":\"2026-03-01T10:32:05Z\",\"event\":\"run-ended\",\"result\":\"succeeded\"}");
    journal(
        "2026-03-02T10-32-00.000Z",
        "{\"at\":\"2026-03-02T10:32:00Z\",\"event\":\"run-started\",\"command\":\"apply\"}",
        "{\"at\":\"2026-03-02T10:32:01Z\",\"event\":\"started\",\"host\":\"pi01\",\"act\":\"initialise cluster\",\"why\":[\"none yet\"]}",
        "{\"at\":\"2026-03-02T10:32:09Z\",\"eve");
  }

  @Test
  void theHistoryIsATable() throws IOException {
    twoRuns();
    CommandRun run = run("history");
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out().lines().map(line -> line.strip().replaceAll(" {2,}", " | ")))
        .containsExactly(
            "run | command | when | how long | result | changes",
            "2026-03-01T10-32-00.000Z | apply --only pi01 | 2026-03-01 10:32 | 5.0 s | succeeded | 2",
            "2026-03-02T10-32-00.000Z | apply | 2026-03-02 10:32 | 1.0 s | cut off | 0");
  }

  @Test
  void programsReadTheHistoryAsJson() throws IOException {
    twoRuns();
    JsonNode runs = JsonMapper.shared().readTree(run("history", "-o", "json").out()).path("runs");
    assertThat(runs.size()).isEqualTo(2);
    assertThat(runs.get(0).path("changes").asInt()).isEqualTo(2);
    assertThat(runs.get(1).path("result").asString()).isEqualTo("cut off");
    JsonNode one =
        JsonMapper.shared().readTree(run("history", "show", "2026-03-01", "-o", "json").out());
    assertThat(one.path("events").size()).isEqualTo(4);
  }

  @Test
  void aRunIsToldEventByEvent() throws IOException {
    twoRuns();
    assertThat(run("history", "show", "2026-03-01").out())
        .isEqualTo(
            """
            apply --only pi01, 2026-03-01 10:32, succeeded after 5.0 s, 2 changes
                 0.0 s               run-started
                                     command: apply
                                     only: pi01
                 1.0 s  pi01         prepare host: started
                                     changes: swap: off
                                     changes: file /a: new
                 4.0 s  pi01         prepare host: finished after 3.0 s
                 5.0 s               run-ended
                                     result: succeeded
            """);
  }

  @ParameterizedTest
  @CsvSource({"2025, no run of that name", "2026, 2 runs begin like that"})
  void aRunMustBeNamedByItself(String name, String cause) throws IOException {
    twoRuns();
    CommandRun run = run("history", "show", name);
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(cause, "the last one is 2026-03-02T10-32-00.000Z");
  }

  @Test
  void aSiteWithoutRunsHasNoHistory() {
    assertThat(run("history").out()).isEqualTo("no run of site small was made from here\n");
  }
}
