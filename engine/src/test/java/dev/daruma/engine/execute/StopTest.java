package dev.daruma.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.Limit;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Stopping;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.plan.Work.Seen;
import dev.daruma.engine.problem.Passing;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.Problem.Code;
import dev.daruma.engine.shell.Fragment;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of each act when the operator wants the run to stop. */
@Timeout(30)
class StopTest {
  private static final HostName HERE = new HostName("here");

  private record Named(String title) implements Milestone {}

  private record Small(
      String title, Set<Milestone> needs, Stopping stopping, Set<Limit> limits, Consumer<Work> does)
      implements Step {
    @Override
    public Room room() {
      return () -> "small";
    }

    @Override
    public HostName host() {
      return HERE;
    }

    @Override
    public Set<Milestone> gives() {
      return Set.of(new Named(title));
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

  private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
  private final CompletableFuture<Executor> executor = new CompletableFuture<>();

  private static Small step(String title, Stopping stopping, Consumer<Work> does) {
    return new Small(title, Set.of(), stopping, Set.of(), does);
  }

  private static Small after(String need, String title) {
    return new Small(title, Set.of(new Named(need)), Stopping.FINISHES, Set.of(), work -> {});
  }

  private Outcome execute(Problem refusal, int refusals, Act... acts) throws InterruptedException {
    executor.complete(
        new Executor(new OneAfterRefusals(refusal, refusals), events::add, InstantSource.system()));
    return executor.join().execute(Plan.of(Set.of(), List.of(acts)));
  }

  private Outcome execute(Act... acts) throws InterruptedException {
    return execute(Problem.of(Code.INTERNAL, "none", "none", "none"), 0, acts);
  }

  private void stop() {
    executor.join().stop();
  }

  private boolean isAwaited(String title) {
    return List.copyOf(events).stream()
        .anyMatch(event -> event instanceof Event.Awaited(Act act) && act.title().equals(title));
  }

  private void awaitAwaited(String title) {
    while (!isAwaited(title)) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whatIsUnsafeToCutComesToItsEndAndNothingStartsAfterIt() throws InterruptedException {
    Small unsafe =
        step(
            "join",
            Stopping.FINISHES,
            work -> {
              stop();
              awaitAwaited("join");
              work.shell(HERE).run(Fragment.script(":"), Duration.ofSeconds(10));
            });
    Outcome outcome = execute(unsafe, after("join", "connect"), after("connect", "verify"));
    assertThat(outcome.done()).extracting(Act::title).containsExactly("join");
    assertThat(outcome.left()).extracting(Act::title).containsExactly("connect", "verify");
    assertThat(outcome.skipped()).isEmpty();
    assertThat(outcome.stopped()).isTrue();
    assertThat(outcome.succeeded()).isFalse();
    assertThat(events)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("Started", "Awaited", "Finished", "Left", "Left");
  }

  @Test
  void whatMayBeCutIsCutInTheMiddle() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    Small copy =
        step(
            "copy",
            Stopping.IS_CUT,
            work -> {
              stop();
              try {
                never.await();
              } catch (InterruptedException stopped) {
                throw new IllegalStateException("the stream has ended", stopped);
              }
            });
    Outcome outcome = execute(copy, after("copy", "install"));
    assertThat(outcome.cut()).containsExactly(copy);
    assertThat(outcome.failed()).isEmpty();
    assertThat(outcome.left()).extracting(Act::title).containsExactly("install");
    assertThat(events).hasAtLeastOneElementOfType(Event.Cut.class);
  }

  @Test
  void aWaitEndsAndWhatTheActHasBegunIsClearedAway() throws InterruptedException {
    List<String> cleared = Collections.synchronizedList(new ArrayList<>());
    Small verify =
        step(
            "verify",
            Stopping.ENDS_AT_WAIT,
            work -> {
              try {
                work.until(
                    "every node is Ready",
                    Duration.ofMinutes(5),
                    () -> {
                      stop();
                      return Seen.notYet("none is");
                    });
              } finally {
                cleared.add(
                    work.shell(HERE)
                        .run(Fragment.script("echo cleared"), Duration.ofSeconds(10))
                        .stdout());
              }
            });
    Outcome outcome = execute(verify);
    assertThat(outcome.cut()).containsExactly(verify);
    assertThat(cleared).containsExactly("cleared\n");
  }

  @Test
  void aWaitInTheMiddleOfWhatIsUnsafeGoesOn() throws InterruptedException {
    Small join =
        step(
            "join",
            Stopping.FINISHES,
            work -> {
              stop();
              work.until(
                  "it was told",
                  Duration.ofSeconds(20),
                  () -> isAwaited("join") ? Seen.met(true) : Seen.notYet("not yet"));
            });
    assertThat(execute(join, after("join", "next")).done()).containsExactly(join);
  }

  @Test
  void nobodyWaitsForALockAnyMore() throws InterruptedException {
    Problem refusal =
        Problem.of(Code.UNREACHABLE, HERE, "connect", "here refuses connections", "wait")
            .mayPass(Passing.HOST_STARTS);
    Small unsafe =
        step(
            "install",
            Stopping.FINISHES,
            work -> {
              stop();
              work.run(HERE, "install", "wait", Fragment.script(":"), Duration.ofSeconds(5));
            });
    Outcome outcome = execute(refusal, Integer.MAX_VALUE, unsafe);
    assertThat(outcome.cut()).containsExactly(unsafe);
    assertThat(events).hasAtLeastOneElementOfType(Event.Retrying.class);
  }

  @Test
  void aRefusedConnectionIsTriedAgainAndSaid() throws InterruptedException {
    Problem refusal =
        Problem.of(Code.UNREACHABLE, HERE, "connect", "here refuses connections", "wait")
            .mayPass(Passing.HOST_STARTS);
    Small small =
        step(
            "install",
            Stopping.FINISHES,
            work -> work.run(HERE, "install", "wait", Fragment.script(":"), Duration.ofSeconds(5)));
    assertThat(execute(refusal, 1, small).succeeded()).isTrue();
    assertThat(events)
        .filteredOn(Event.Retrying.class::isInstance)
        .singleElement()
        .satisfies(
            event ->
                assertThat(((Event.Retrying) event).why())
                    .isEqualTo("here refuses connections; the host may be starting"));
  }

  @Test
  void aRunThatIsStoppedBeforeItBeginsDoesNothing() throws InterruptedException {
    Executor stopped =
        new Executor(
            new OneAfterRefusals(Problem.of(Code.INTERNAL, "", "", ""), 0),
            events::add,
            InstantSource.system());
    stopped.stop();
    Outcome outcome =
        stopped.execute(Plan.of(Set.of(), List.of(step("one", Stopping.FINISHES, work -> {}))));
    assertThat(outcome.left()).hasSize(1);
    assertThat(outcome.done()).isEmpty();
  }
}
