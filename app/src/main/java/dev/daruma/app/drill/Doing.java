package dev.daruma.app.drill;

import dev.daruma.cluster.drill.Deed;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Held;
import dev.daruma.engine.shell.Holding;
import dev.daruma.engine.shell.Output;
import dev.daruma.engine.shell.Shells;
import dev.daruma.lab.host.Lab;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Does to hosts what drills are.
 *
 * @param lab empty where the hosts are real
 */
record Doing(Site site, Shells shells, Optional<Lab> lab, Clock clock, Stop stop) {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Causes it, and gives what undoes it; what fails half way is undone at once. */
  Runnable cause(Deed deed, Host host) {
    return switch (deed) {
      case Deed.Power _ ->
          begun(() -> hands(host).powerOff(host.name()), () -> hands(host).powerOn(host.name()));
      case Deed.Cable _ ->
          begun(() -> hands(host).cut(host.name()), () -> hands(host).heal(host.name()));
      case Deed.Once(Fragment cause, Fragment after) ->
          begun(() -> run(host, cause), () -> run(host, after));
      case Deed.Lasting(Fragment fragment) -> hold(host, fragment)::close;
      case Deed.Planned(Step act, Step after) -> {
        PlannedWork work = new PlannedWork(site, shells, clock, stop);
        yield begun(() -> work.step(act), () -> work.undo(after));
      }
      case Deed.RollingReboot _ -> {
        new PlannedWork(site, shells, clock, stop).rebootAll();
        yield () -> {};
      }
      case Deed.Restart(Fragment cause) -> {
        restart(host, cause);
        yield () -> {};
      }
    };
  }

  private static Runnable begun(Runnable cause, Runnable undo) {
    try {
      cause.run();
      return undo;
    } catch (RuntimeException failed) {
      try {
        undo.run();
      } catch (RuntimeException notUndone) {
        failed.addSuppressed(notUndone);
      }
      throw failed;
    }
  }

  private void restart(Host host, Fragment fragment) {
    try {
      run(host, fragment);
    } catch (ProblemException lost) {
      // It may be gone before it could answer; that it was told is seen by its next start.
      if (lost.problem().code() != Problem.Code.CONNECTION_LOST) {
        throw lost;
      }
    }
  }

  private Lab hands(Host host) {
    return lab.orElseThrow(
        () ->
            new ProblemException(
                Problem.of(
                    Problem.Code.REFUSED,
                    host.name(),
                    "drill",
                    "nobody has a real host's power and cable in hand",
                    "rehearse it: daruma lab up boots the same site on this machine")));
  }

  private void run(Host host, Fragment fragment) {
    Output output = shells.on(host.name()).run(fragment, LIMIT);
    if (!output.succeeded()) {
      throw failed(host, output);
    }
  }

  private Held hold(Host host, Fragment fragment) {
    return switch (shells.on(host.name()).hold(fragment, LIMIT)) {
      case Holding.Granted(Held held) -> held;
      case Holding.Denied(Output output) -> throw failed(host, output);
    };
  }

  private static ProblemException failed(Host host, Output output) {
    return new ProblemException(
        Problem.of(
            Problem.Code.COMMAND_FAILED,
            host.name(),
            "drill",
            output.said(),
            "see daruma status; what runs on the host is not what the drill is about"));
  }
}
