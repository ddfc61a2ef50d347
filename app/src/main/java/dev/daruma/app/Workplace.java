package dev.daruma.app;

import dev.daruma.app.show.live.Screen;
import dev.daruma.cluster.site.file.Operator;
import dev.daruma.engine.host.Target;
import dev.daruma.engine.shell.Shells;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a command works: the terminal, the operator, the clock, and the way to hosts.
 *
 * @param terminal whether a person watches, so that colours make sense
 * @param cache what can be made again, {@code ~/.cache/daruma}
 * @param zone the operator's time zone. It and the random numbers are asked for when they are
 *     needed: to find them takes as long as the shortest commands run.
 * @param screens opens the terminal for a live view; gives none where plain lines are wanted
 * @param lab the namespace this process was moved into, if it was
 */
public record Workplace(
    PrintWriter out,
    PrintWriter err,
    boolean terminal,
    Operator operator,
    Path cache,
    Optional<String> lab,
    Clock clock,
    Supplier<ZoneId> zone,
    Supplier<SecureRandom> random,
    Connections connections,
    Supplier<Optional<Screen>> screens) {

  /** What shows times as the operator's own clock does. */
  public Clock localClock() {
    return clock.withZone(zone.get());
  }

  /** Makes the shells of hosts. */
  @FunctionalInterface
  public interface Connections {
    Shells to(List<Target> targets);
  }
}
