package dev.daruma.engine.execute;

import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Output;
import dev.daruma.engine.shell.Shells;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a plan: each act starts on a virtual thread of its own as soon as what it needs
 * holds. When one fails, what needs it is skipped and everything else goes on.
 */
public final class Executor {
  private static final Duration CHANGE_LIMIT = Duration.ofMinutes(15);

  private final Shells shells;
  private final Consumer<Event> events;
  private final InstantSource clock;

  /**
   * @param events told of everything, by several threads
   */
  public Executor(Shells shells, Consumer<Event> events, InstantSource clock) {
    this.shells = shells;
    this.events = events;
    this.clock = clock;
  }

  private record Ended(Act act, @Nullable Problem problem) {}

  /** Carries out the plan and returns when nothing runs any more. */
  public Outcome execute(Plan plan) throws InterruptedException {
    Set<Milestone> holding = new HashSet<>(plan.holding());
    Set<Act> waiting = new LinkedHashSet<>(plan.acts());
    Set<Act> running = new LinkedHashSet<>();
    List<Act> done = new ArrayList<>();
    List<Outcome.Failure> failed = new ArrayList<>();
    BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    while (true) {
      for (Act act : List.copyOf(waiting)) {
        if (holding.containsAll(act.needs()) && isFree(act, running)) {
          waiting.remove(act);
          running.add(act);
          Thread.ofVirtual()
              .name(act.host() + " " + act.title())
              .start(() -> ended.add(carryOut(act)));
        }
      }
      if (running.isEmpty()) {
        break;
      }
      Ended next = ended.take();
      running.remove(next.act());
      if (next.problem() == null) {
        done.add(next.act());
        holding.addAll(next.act().gives());
      } else {
        failed.add(new Outcome.Failure(next.act(), next.problem()));
      }
    }
    waiting.forEach(act -> events.accept(new Event.Skipped(act, missing(act, holding))));
    return new Outcome(done, failed, List.copyOf(waiting));
  }

  private static boolean isFree(Act act, Set<Act> running) {
    Optional<String> wanted = act.exclusive();
    return wanted.isEmpty()
        || running.stream().noneMatch(other -> other.exclusive().equals(wanted));
  }

  private static String missing(Act act, Set<Milestone> holding) {
    return act.needs().stream()
        .filter(need -> !holding.contains(need))
        .map(Milestone::title)
        .findFirst()
        .orElse("its turn");
  }

  private Ended carryOut(Act act) {
    Instant start = clock.instant();
    try {
      events.accept(new Event.Started(act));
      switch (act) {
        case HostChange change -> make(change);
        case Step step -> step.run(new RunningWork(step, shells, events, clock));
      }
      events.accept(new Event.Finished(act, Duration.between(start, clock.instant())));
      return new Ended(act, null);
    } catch (ProblemException expected) {
      return failed(act, expected.problem(), start);
    } catch (RuntimeException unexpected) {
      return failed(
          act,
          Problem.of(
              Problem.Code.INTERNAL,
              act.host(),
              act.title(),
              String.valueOf(unexpected),
              "this is a mistake in daruma: run again with --debug and report what it prints"),
          start);
    }
  }

  private Ended failed(Act act, Problem problem, Instant start) {
    try {
      events.accept(new Event.Failed(act, problem, Duration.between(start, clock.instant())));
    } catch (RuntimeException unwritten) {
      // The journal's disk is full, for one: the failure is told at the end all the same.
    }
    return new Ended(act, problem);
  }

  private void make(HostChange change) {
    Output output = shells.on(change.host()).run(change.script(), CHANGE_LIMIT);
    if (!output.succeeded()) {
      String label = output.stdout().lines().reduce((first, second) -> second).orElse("its script");
      throw new ProblemException(
          Faults.of(change.host(), change.title() + ", " + label, output, Optional.empty()));
    }
  }
}
