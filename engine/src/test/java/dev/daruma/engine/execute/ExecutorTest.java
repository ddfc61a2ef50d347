package dev.daruma.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.daruma.engine.LocalShell;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.journal.Journal;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Limit;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.plan.Work.Seen;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.Problem.Code;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.resource.Change;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Shell;
import dev.daruma.engine.shell.Shells;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans of small steps, and host changes in this machine's own shell. */
class ExecutorTest {
  private static final HostName HERE = new HostName("here");

  private record Named(String title) implements Milestone {}

  private record Small(
      String title,
      Set<Milestone> needs,
      Set<Milestone> gives,
      Set<Limit> limits,
      Consumer<Work> does)
      implements Step {
    @Override
    public HostName host() {
      return HERE;
    }

    @Override
    public Room room() {
      return () -> "small";
    }

    @Override
    public List<String> explanation() {
      return List.of();
    }

    @Override
    public void run(Work work) {
      does.accept(work);
    }
  }

  private record OneShell(Shell shell) implements Shells {
    @Override
    public Shell on(HostName host) {
      return shell;
    }

    @Override
    public long bytesSent() {
      return 0;
    }

    @Override
    public void close() {}
  }

  @TempDir Path folder;
  private final List<Event> events = Collections.synchronizedList(new ArrayList<>());

  private static Small step(String title, String need, String gift, Consumer<Work> does) {
    return new Small(
        title,
        need.isEmpty() ? Set.of() : Set.of(new Named(need)),
        Set.of(new Named(gift)),
        Set.of(),
        does);
  }

  private static HostChange change(String label, String script, String gift) {
    return new HostChange(
        HERE,
        () -> "small",
        "change host",
        List.of(new Change(label, "new", List.of(), Fragment.script(script))),
        Set.of(),
        Set.of(new Named(gift)));
  }

  private Outcome execute(Act... acts) throws InterruptedException {
    return new Executor(new OneShell(new LocalShell()), events::add, InstantSource.system())
        .execute(Plan.of(Set.of(), List.of(acts)));
  }

  @Test
  void actsRunInTheOrderOfTheirNeedsWhateverTheirPlace() throws Exception {
    List<String> ran = Collections.synchronizedList(new ArrayList<>());
    Outcome outcome =
        execute(
            step("third", "b", "c", work -> ran.add("third")),
            step("second", "a", "b", work -> ran.add("second")),
            step("first", "", "a", work -> ran.add("first")));
    assertThat(outcome.succeeded()).isTrue();
    assertThat(ran).containsExactly("first", "second", "third");
  }

  @Test
  void aFailureStopsWhatNeedsItAndNothingElse() throws Exception {
    Problem problem = Problem.of(Code.COMMAND_FAILED, HERE, "fail", "because", "do this");
    Outcome outcome =
        execute(
            step(
                "fails",
                "",
                "a",
                work -> {
                  throw new ProblemException(problem);
                }),
            step("needs it", "a", "b", work -> {}),
            step("does not", "", "c", work -> {}));
    assertThat(outcome.succeeded()).isFalse();
    assertThat(outcome.failed()).extracting(Outcome.Failure::problem).containsExactly(problem);
    assertThat(outcome.skipped()).extracting(Act::title).containsExactly("needs it");
    assertThat(outcome.done()).extracting(Act::title).containsExactly("does not");
    assertThat(events)
        .filteredOn(Event.Skipped.class::isInstance)
        .extracting(event -> ((Event.Skipped) event).missing())
        .containsExactly("a");
  }

  @Test
  void whatIsLimitedToOneRunsAlone() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Consumer<Work> counts =
        work -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          work.shell(HERE).run(Fragment.script(":"), Duration.ofSeconds(10));
          running.decrementAndGet();
        };
    Act[] acts =
        Stream.of("a", "b", "c", "d", "e", "f")
            .map(
                name ->
                    new Small(
                        name,
                        Set.of(),
                        Set.of(new Named(name)),
                        Set.of(Limit.one("membership")),
                        counts))
            .toArray(Act[]::new);
    assertThat(execute(acts).succeeded()).isTrue();
    assertThat(most).hasValue(1);
  }

  @Test
  void aFailedChangeNamesWhatItWasAbout() throws Exception {
    Outcome outcome = execute(change("file /etc/x", "echo broken >&2; exit 9", "a"));
    Problem problem = outcome.failed().getFirst().problem();
    assertThat(problem.text())
        .isEqualTo(
            """
            here: change host, file /etc/x failed
              cause: exit status 1: broken
              remedy: mend what the host complains of, then run apply again; it goes on from here""");
  }

  @Test
  void aFullDiskIsCalledByItsName() throws Exception {
    Outcome outcome =
        execute(
            change(
                "file /etc/x",
                "echo 'cat: write error: No space left on device' >&2; exit 1",
                "a"));
    Problem problem = outcome.failed().getFirst().problem();
    assertThat(problem.code()).isEqualTo(Code.DISK_FULL);
    assertThat(problem.remedy()).contains("free some space").contains("run apply again");
  }

  @Test
  void aWaitThatEndsInVainSaysWhatItSaw() throws Exception {
    Outcome outcome =
        execute(
            step(
                "wait",
                "",
                "a",
                work -> work.until("the sun shines", Duration.ZERO, () -> Seen.notYet("rain"))));
    Problem problem = outcome.failed().getFirst().problem();
    assertThat(problem.code()).isEqualTo(Code.TIMED_OUT);
    assertThat(problem.cause()).isEqualTo("waited 0 s until the sun shines; last seen: rain");
  }

  @Test
  void aNeedThatNothingGivesIsAMistakeOfThePlan() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Plan.of(Set.of(), List.of(step("lost", "nowhere", "a", work -> {}))))
        .withMessage("here: lost needs what nothing gives: nowhere");
  }

  @Test
  void aChangeWithNothingToDoHoldsFromTheStart() {
    HostChange nothing =
        new HostChange(HERE, () -> "small", "nothing", List.of(), Set.of(), Set.of(new Named("a")));
    Plan plan = Plan.of(Set.of(), List.of(nothing));
    assertThat(plan.changesNothing()).isTrue();
    assertThat(plan.holding()).contains(new Named("a"));
  }

  /** What is on the disk when an act starts is all that a killed run leaves to be read. */
  @Test
  void anActsIntentIsWrittenBeforeItStartsAndItsOutcomeBeforeTheNext() throws Exception {
    try (Journal journal = Journal.start(folder, "apply", InstantSource.system())) {
      List<String> seen = new ArrayList<>();
      Consumer<Work> reads = work -> seen.add(text(journal.path()));
      Outcome outcome =
          new Executor(new OneShell(new LocalShell()), journal::record, InstantSource.system())
              .execute(
                  Plan.of(
                      Set.of(),
                      List.of(step("one", "", "a", reads), step("two", "a", "b", reads))));
      assertThat(outcome.succeeded()).isTrue();
      assertThat(seen.getFirst().lines().toList().getLast())
          .contains("\"event\":\"started\"", "\"act\":\"one\"");
      assertThat(seen.getLast())
          .containsSubsequence(
              "\"event\":\"started\"",
              "\"event\":\"finished\"",
              "\"act\":\"one\"",
              "\"event\":\"started\"",
              "\"act\":\"two\"");
    }
  }

  @Test
  void nothingIsDoneThatCannotBeWrittenDown() throws Exception {
    Journal journal = Journal.start(folder, "apply", InstantSource.system());
    journal.close();
    List<String> ran = new ArrayList<>();
    Outcome outcome =
        new Executor(new OneShell(new LocalShell()), journal::record, InstantSource.system())
            .execute(Plan.of(Set.of(), List.of(step("one", "", "a", work -> ran.add("one")))));
    assertThat(ran).isEmpty();
    Problem problem = outcome.failed().getFirst().problem();
    assertThat(problem.code()).isEqualTo(Code.JOURNAL);
    assertThat(problem.text())
        .contains(folder.toString(), "cannot be written", "nothing is done that is not written");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  @Test
  void theJournalHasEveryEventOnALineAndNoSecret() throws IOException, InterruptedException {
    Path runs = folder.resolve("runs");
    try (Journal journal = Journal.start(runs, "apply", InstantSource.system())) {
      execute(
          change("file /etc/key", "printf %s hush >/dev/null", "a"),
          step("says", "a", "b", work -> work.say("hello")));
      events.forEach(journal::record);
      journal.ended("done");
      List<String> lines = Files.readAllLines(journal.path());
      assertThat(lines).hasSize(2 + events.size());
      assertThat(lines.getFirst()).contains("\"event\":\"run-started\"", "\"command\":\"apply\"");
      assertThat(lines).anyMatch(line -> line.contains("\"line\":\"hello\""));
      assertThat(lines).noneMatch(line -> line.contains("hush"));
      assertThat(lines.getLast()).contains("\"result\":\"done\"");
    }
    assertThat(Files.getPosixFilePermissions(runs)).hasSize(3);
  }
}
