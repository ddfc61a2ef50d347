package dev.daruma.engine.execute;

import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Places;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.plan.Stopping;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.shell.Shells;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Carries out a plan: each act starts on a virtual thread of its own as soon as what it needs holds
 * and its limits have room. When one fails, what needs it is skipped and everything else goes on.
 */
public final class Executor {
  private final Shells shells;
  private final Consumer<Event> events;
  private final InstantSource clock;
  private final BlockingQueue<News> news = new LinkedBlockingQueue<>();
  private volatile boolean stopping;

  /** What the thread that decides waits for. */
  private sealed interface News {
    record Ended(Act act, Ending ending) implements News {}

    record Stop() implements News {}
  }

  /** How an act ended. */
  sealed interface Ending {
    record Done() implements Ending {}

    record Failed(Problem problem) implements Ending {}

    record Cut() implements Ending {}
  }

  /**
   * @param events told of everything, by several threads
   */
  public Executor(Shells shells, Consumer<Event> events, InstantSource clock) {
    this.shells = shells;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Starts nothing more, cuts off what may be cut, and lets the rest come to its end: then {@link
   * #execute} returns. May be called from any thread, more than once and too early.
   */
  public void stop() {
    stopping = true;
    news.add(new News.Stop());
  }

  /** Carries out the plan and returns when nothing runs any more. An executor does this once. */
  public Outcome execute(Plan plan) throws InterruptedException {
    Set<Milestone> holding = new HashSet<>(plan.holding());
    // Acts are told apart by their identity: they may hold whole sites.
    List<Act> waiting = new ArrayList<>(plan.acts());
    IdentityHashMap<Act, Thread> running = new IdentityHashMap<>();
    Places places = new Places();
    List<Act> done = new ArrayList<>();
    List<Outcome.Failure> failed = new ArrayList<>();
    List<Act> cut = new ArrayList<>();
    boolean told = false;
    while (true) {
      for (Iterator<Act> each = waiting.iterator(); each.hasNext() && !stopping; ) {
        Act act = each.next();
        if (holding.containsAll(act.needs()) && places.take(act)) {
          each.remove();
          running.put(act, start(act));
        }
      }
      if (running.isEmpty()) {
        break;
      }
      switch (news.take()) {
        case News.Stop() -> {
          if (!told) {
            running.forEach(this::stop);
            told = true;
          }
        }
        case News.Ended(Act act, Ending ending) -> {
          running.remove(act);
          places.giveBack(act, ending instanceof Ending.Failed);
          switch (ending) {
            case Ending.Done() -> {
              done.add(act);
              holding.addAll(act.gives());
            }
            case Ending.Failed(Problem problem) -> failed.add(new Outcome.Failure(act, problem));
            case Ending.Cut() -> cut.add(act);
          }
        }
      }
    }
    List<Act> rest = List.copyOf(waiting);
    if (stopping) {
      rest.forEach(act -> events.accept(new Event.Left(act)));
      return new Outcome(done, failed, List.of(), cut, rest);
    }
    rest.forEach(act -> events.accept(new Event.Skipped(act, missing(act, holding, places))));
    return new Outcome(done, failed, rest, cut, List.of());
  }

  private Thread start(Act act) {
    ActRun run = new ActRun(act, shells, events, clock, () -> stopping);
    return Thread.ofVirtual()
        .name(act.host() + " " + act.title())
        .start(() -> news.add(new News.Ended(act, run.carryOut())));
  }

  private void stop(Act act, Thread thread) {
    switch (act.stopping()) {
      case Stopping.FINISHES, Stopping.ENDS_AT_WAIT -> events.accept(new Event.Awaited(act));
      case Stopping.IS_CUT -> thread.interrupt();
    }
  }

  private static String missing(Act act, Set<Milestone> holding, Places places) {
    return act.needs().stream()
        .filter(need -> !holding.contains(need))
        .map(Milestone::title)
        .findFirst()
        .or(
            () ->
                places
                    .closed(act)
                    .map(
                        limit ->
                            "what failed is mended first (%s: at most %d at once)"
                                .formatted(limit.name(), limit.capacity())))
        .orElse("its turn comes");
  }
}
