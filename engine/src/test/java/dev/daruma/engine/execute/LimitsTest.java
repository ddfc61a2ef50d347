package dev.daruma.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.engine.LocalShell;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.Around;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Limit;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Settling;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.Problem.Code;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.resource.Change;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Shell;
import dev.daruma.engine.shell.Shells;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans whose acts must not all run together. */
class LimitsTest {
  private static final HostName HERE = new HostName("here");

  /** Long enough for others to run beside it. */
  private static final Duration WORK = Duration.ofNanos(100_000);

  private record Done(int act) implements Milestone {
    @Override
    public String title() {
      return "act " + act + " is done";
    }
  }

  private record Local() implements Shells {
    @Override
    public Shell on(HostName host) {
      return new LocalShell(host);
    }

    @Override
    public long bytesSent() {
      return 0;
    }

    @Override
    public void close() {}
  }

  /** Who takes part in which limit, and whether there were ever too many. */
  private static final class Watch {
    private final Map<Limit, Integer> running = new ConcurrentHashMap<>();
    private final AtomicBoolean exceeded = new AtomicBoolean();

    void enters(Limit limit) {
      if (running.merge(limit, 1, Integer::sum) > limit.capacity()) {
        exceeded.set(true);
      }
    }

    void leaves(Limit limit) {
      running.merge(limit, -1, Integer::sum);
    }
  }

  /** Counts who runs beside it; now and then fails. */
  private record Counted(
      int number,
      HostName host,
      Set<Milestone> needs,
      Set<Limit> limits,
      boolean fails,
      Watch watch)
      implements Step {
    @Override
    public Room room() {
      return () -> "small";
    }

    @Override
    public String title() {
      return "act " + number;
    }

    @Override
    public Set<Milestone> gives() {
      return Set.of(new Done(number));
    }

    @Override
    public List<String> explanation() {
      return List.of();
    }

    @Override
    public void run(Work work) {
      Set<Limit> all = new HashSet<>(limits);
      all.add(Limit.on(host));
      for (Limit limit : all) {
        watch.enters(limit);
      }
      LockSupport.parkNanos(WORK.toNanos());
      all.forEach(watch::leaves);
      if (fails) {
        throw new ProblemException(
            Problem.of(Code.COMMAND_FAILED, host, title(), "by lot", "none"));
      }
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  @Timeout(20)
  void noRandomPlanEverExceedsALimitOrStandsStill(long seed) throws InterruptedException {
    Random random = new Random(seed);
    List<Limit> limits =
        IntStream.range(0, 1 + random.nextInt(4))
            .mapToObj(
                number -> new Limit("limit " + number, 1 + random.nextInt(3), random.nextBoolean()))
            .toList();
    Watch watch = new Watch();
    List<Act> acts = new ArrayList<>();
    for (int number = 0; number < 2 + random.nextInt(40); number++) {
      Set<Milestone> needs = new HashSet<>();
      for (int earlier = 0; earlier < number; earlier++) {
        if (random.nextInt(8) == 0) {
          needs.add(new Done(earlier));
        }
      }
      Set<Limit> taken = new HashSet<>(limits);
      taken.removeIf(limit -> random.nextBoolean());
      acts.add(
          new Counted(
              number,
              new HostName("host" + random.nextInt(4)),
              needs,
              taken,
              random.nextInt(12) == 0,
              watch));
    }
    Collections.shuffle(acts, random);
    List<Event> events = Collections.synchronizedList(new ArrayList<>());
    Outcome outcome =
        new Executor(new Local(), events::add, InstantSource.system())
            .execute(Plan.of(Set.of(), acts));
    assertThat(watch.exceeded).isFalse();
    assertThat(outcome.done().size() + outcome.failed().size() + outcome.skipped().size())
        .isEqualTo(acts.size());
    // What was skipped had a reason: something it needs, or a failure that keeps its place.
    Set<Milestone> given = new HashSet<>();
    outcome.done().forEach(act -> given.addAll(act.gives()));
    assertThat(outcome.skipped())
        .allSatisfy(
            act -> assertThat(!given.containsAll(act.needs()) || isClosed(act, outcome)).isTrue());
  }

  private static boolean isClosed(Act act, Outcome outcome) {
    return act.limits().stream()
        .filter(Limit::keptByFailure)
        .anyMatch(
            limit ->
                outcome.failed().stream()
                        .filter(failure -> failure.act().limits().contains(limit))
                        .count()
                    >= limit.capacity());
  }

  private static HostChange change(String title, String script, Limit limit) {
    return new HostChange(
            HERE,
            () -> "small",
            title,
            List.of(new Change("unit", "restart", List.of(), Fragment.script(script))),
            Set.of(),
            Set.of(new Done(title.hashCode())))
        .within(Set.of(limit), Optional.empty());
  }

  @Test
  void aRestartThatFailedKeepsItsTurnAndTheOthersAreToldWhy() throws InterruptedException {
    Limit limit = new Limit("restarts of control planes", 1, true);
    List<Event> events = Collections.synchronizedList(new ArrayList<>());
    Outcome outcome =
        new Executor(new Local(), events::add, InstantSource.system())
            .execute(
                Plan.of(
                    Set.of(),
                    List.of(change("first", "exit 1", limit), change("second", "exit 0", limit))));
    assertThat(outcome.failed()).hasSize(1);
    assertThat(outcome.skipped()).extracting(Act::title).containsExactly("second");
    assertThat(events)
        .contains(
            new Event.Skipped(
                outcome.skipped().getFirst(),
                "what failed is mended first (restarts of control planes: at most 1 at once)"));
  }

  @Test
  @Timeout(20)
  void aChangeIsDoneOnlyWhenItsHostIsWellAgain(@TempDir Path folder) throws InterruptedException {
    Path well = folder.resolve("well");
    HostChange restart =
        change("restart", "true", Limit.one("restarts"))
            .within(
                Set.of(),
                Optional.of(
                    new Settling(
                        "the host is well",
                        Fragment.of("[ -e %s ] || { echo not yet >&2; exit 1; }", well),
                        Duration.ofSeconds(10))));
    List<Event> events = Collections.synchronizedList(new ArrayList<>());
    Outcome outcome =
        new Executor(
                new Local(),
                event -> {
                  events.add(event);
                  if (event instanceof Event.Waiting) {
                    assertThat(well.toFile().mkdir()).isTrue();
                  }
                },
                InstantSource.system())
            .execute(Plan.of(Set.of(), List.of(restart)));
    assertThat(outcome.succeeded()).isTrue();
    assertThat(events)
        .contains(new Event.Waiting(restart, "the host is well", Duration.ofSeconds(10)));
  }

  @Test
  void aHostThatIsNotWellAgainIsAFailureThatSaysWhatWasSeen() throws InterruptedException {
    HostChange restart =
        change("restart", "true", Limit.one("restarts"))
            .within(
                Set.of(),
                Optional.of(
                    new Settling(
                        "the host is well",
                        Fragment.script("echo etcd has no leader >&2; exit 1"),
                        Duration.ZERO)));
    Outcome outcome =
        new Executor(new Local(), event -> {}, InstantSource.system())
            .execute(Plan.of(Set.of(), List.of(restart)));
    assertThat(outcome.failed().getFirst().problem().cause())
        .isEqualTo("waited 0 s until the host is well; last seen: etcd has no leader");
  }

  private record Told(List<String> told) implements Around {
    @Override
    public void before(Work work) {
      told.add("before");
    }

    @Override
    public void after(Work work) {
      told.add("after");
    }
  }

  @Test
  void othersAreSparedBeforeAChangeAndToldWhenItsHostHasSettled() throws InterruptedException {
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    HostChange good = change("good", "true", Limit.one("restarts")).sparing(new Told(told));
    assertThat(
            new Executor(new Local(), event -> {}, InstantSource.system())
                .execute(Plan.of(Set.of(), List.of(good)))
                .succeeded())
        .isTrue();
    assertThat(told).containsExactly("before", "after");
  }

  @Test
  void aHostThatFailedIsNotCountedOnAgain() throws InterruptedException {
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    HostChange bad = change("bad", "exit 1", Limit.one("restarts")).sparing(new Told(told));
    assertThat(
            new Executor(new Local(), event -> {}, InstantSource.system())
                .execute(Plan.of(Set.of(), List.of(bad)))
                .failed())
        .hasSize(1);
    assertThat(told).containsExactly("before");
  }
}
