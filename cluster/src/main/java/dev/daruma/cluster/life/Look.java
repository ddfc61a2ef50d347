package dev.daruma.cluster.life;

import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.HostFacts;
import dev.daruma.cluster.room.Scope;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Shell;
import dev.daruma.engine.shell.Shells;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Reads a whole site, all hosts at once, one script each: what is needed to decide and what the
 * declared resources want to know. A second script is only needed where the facts of the first lead
 * to resources that nobody guessed.
 */
public final class Look {
  private final Shells shells;
  private final InstantSource clock;

  public Look(Shells shells, InstantSource clock) {
    this.shells = shells;
    this.clock = clock;
  }

  public Facts at(Site site, Blueprint blueprint) {
    return each(site.hosts(), host -> at(host, blueprint));
  }

  /** The same, and in the same round trip whatever else is asked of a host. */
  public Facts at(Site site, Blueprint blueprint, Function<Host, List<Probe<?>>> beside) {
    return each(site.hosts(), host -> at(host, blueprint, beside.apply(host)));
  }

  /**
   * Reads what a narrower scope needs: its hosts, and of the control planes outside of it as many
   * as it takes to know whether the API answers. Nobody waits for one that is away once another one
   * answers.
   */
  public Facts at(Site site, Blueprint blueprint, Scope scope) {
    if (scope.isWhole()) {
      return at(site, blueprint);
    }
    List<Host> wanted = site.hosts().stream().filter(scope::concerns).toList();
    return new ScopedLook(site, wanted, host -> at(host, blueprint)).facts();
  }

  /** Reads these probes and no others: for commands that need no plan of the whole life. */
  public Facts at(Site site, Function<Host, List<Probe<?>>> probes) {
    return at(site.hosts(), probes);
  }

  /** Reads these probes of these hosts, whether the site file knows them or not. */
  public Facts at(List<Host> hosts, Function<Host, List<Probe<?>>> probes) {
    return each(
        hosts,
        host -> {
          Shell shell = shells.on(host.name());
          Instant askedAt = clock.instant();
          Observed observed = Observed.read(shell, probes.apply(host));
          return new HostFacts(observed, askedAt, clock.instant());
        });
  }

  private static Facts each(List<Host> hosts, Function<Host, HostFacts> look) {
    SortedMap<HostName, Future<HostFacts>> looks = new TreeMap<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      hosts.forEach(host -> looks.put(host.name(), threads.submit(() -> look.apply(host))));
    }
    return facts(looks);
  }

  /** What the looks that have ended gave. */
  static Facts facts(SortedMap<HostName, Future<HostFacts>> looks) {
    SortedMap<HostName, HostFacts> read = new TreeMap<>();
    SortedMap<HostName, Problem> unread = new TreeMap<>();
    looks.forEach(
        (host, answer) -> {
          if (answer.state() == Future.State.SUCCESS) {
            read.put(host, answer.resultNow());
          } else if (answer.exceptionNow() instanceof ProblemException problem) {
            unread.put(host, problem.problem());
          } else {
            // A mistake of daruma's own is not the host's: never to be taken for "did not answer".
            throw new IllegalStateException("cannot read " + host, answer.exceptionNow());
          }
        });
    return new Facts(read, unread);
  }

  private HostFacts at(Host host, Blueprint blueprint) {
    return at(host, blueprint, List.of());
  }

  private HostFacts at(Host host, Blueprint blueprint, List<Probe<?>> beside) {
    Shell shell = shells.on(host.name());
    Instant askedAt = clock.instant();
    List<Probe<?>> probes = new ArrayList<>(blueprint.probes(host, Observed.blank()));
    probes.addAll(beside);
    Observed first = Observed.read(shell, probes);
    Instant readAt = clock.instant();
    return new HostFacts(first.withMissing(shell, blueprint.probes(host, first)), askedAt, readAt);
  }
}
