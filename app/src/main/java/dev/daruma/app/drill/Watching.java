package dev.daruma.app.drill;

import dev.daruma.app.drill.Workload.Inside;
import dev.daruma.cluster.drill.Asked;
import dev.daruma.cluster.drill.Look;
import dev.daruma.cluster.drill.PodLog;
import dev.daruma.cluster.drill.Watch;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Held;
import dev.daruma.engine.shell.Holding;
import dev.daruma.engine.shell.Output;
import dev.daruma.engine.shell.Shells;
import java.net.Inet4Address;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The watches on hosts during one drill; they end with daruma or their connection. */
final class Watching implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Site site;
  private final Shells shells;
  private final Consumer<String> note;
  private final Optional<Inside> inside;
  private final Map<HostName, Held> planes = new ConcurrentHashMap<>();
  private Optional<Held> pods = Optional.empty();
  private volatile boolean closed;

  /**
   * @param note told of what could not be watched
   */
  Watching(Site site, Shells shells, Optional<Inside> inside, Consumer<String> note) {
    this.site = site;
    this.shells = shells;
    this.inside = inside;
    this.note = note;
  }

  void begin() {
    Together.each(site.nodes(), host -> run(host.name(), Watch.clear()));
    Together.each(site.controlPlanes(), this::watch);
    pods =
        inside.flatMap(
            where ->
                hold(
                    where.from(),
                    Watch.pods(where.fromAddress(), where.pod(), where.service()),
                    note));
  }

  private void watch(Host host) {
    hold(host.name(), fragment(), note).ifPresent(held -> keep(host, held));
  }

  private Fragment fragment() {
    return Watch.controlPlane(address(site));
  }

  /** The endpoint's; the guard has refused sites whose hosts have none. */
  static Inet4Address address(Site site) {
    return site.kubernetes().endpoint().virtualAddress().orElseThrow();
  }

  private void keep(Host host, Held held) {
    planes.put(host.name(), held);
    CompletableFuture<Output> _ =
        held.end().whenComplete((_, _) -> Thread.ofVirtual().start(() -> takeUpAgain(host, held)));
    if (closed) {
      held.close();
    }
  }

  /** A host that was away is watched again as soon as it answers. */
  private void takeUpAgain(Host host, Held gone) {
    planes.remove(host.name(), gone);
    gone.close();
    while (!closed) {
      Optional<Held> held = hold(host.name(), fragment(), _ -> {});
      if (held.isPresent()) {
        keep(host, held.get());
        return;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private Optional<Held> hold(HostName host, Fragment fragment, Consumer<String> told) {
    try {
      return switch (shells.on(host).hold(fragment, LIMIT)) {
        case Holding.Granted(Held held) -> Optional.of(held);
        case Holding.Denied(Output output) -> {
          told.accept(host + " was not watched: " + output.said());
          yield Optional.empty();
        }
      };
    } catch (ProblemException gone) {
      told.accept(host + " was not watched: " + gone.problem().cause());
      return Optional.empty();
    }
  }

  /** Ends the watches, so that everything is in their files. */
  @Override
  public void close() {
    closed = true;
    Together.each(planes.values(), Held::close);
    if (pods.filter(held -> held.end().isDone()).isPresent()) {
      note.accept("what was asked from inside the cluster ended before the drill did");
    }
    pods.ifPresent(Held::close);
    planes.clear();
    pods = Optional.empty();
  }

  Map<HostName, String> addresses() {
    return read(Watch.readAddresses());
  }

  Map<HostName, String> leaders() {
    return read(Watch.readLeaders());
  }

  /** What was asked from inside; empty when nothing was. */
  Map<Asked, List<Look>> looks() {
    Map<Asked, List<Look>> looks = new EnumMap<>(Asked.class);
    inside.ifPresent(
        where -> {
          for (Asked asked : List.of(Asked.PODS, Asked.SERVICE)) {
            run(where.from(), Watch.readPods(asked))
                .map(PodLog::looks)
                .ifPresent(seen -> looks.put(asked, seen));
          }
        });
    return looks;
  }

  private Map<HostName, String> read(Fragment fragment) {
    Map<HostName, String> texts = new ConcurrentHashMap<>();
    Together.each(
        site.controlPlanes(),
        host -> run(host.name(), fragment).ifPresent(text -> texts.put(host.name(), text)));
    return texts;
  }

  void clear() {
    Together.each(site.nodes(), host -> run(host.name(), Watch.clear()));
  }

  private Optional<String> run(HostName host, Fragment fragment) {
    try {
      return Optional.of(shells.on(host).run(fragment, LIMIT).stdout());
    } catch (ProblemException gone) {
      note.accept(host + " was not read: " + gone.problem().cause());
      return Optional.empty();
    }
  }
}
