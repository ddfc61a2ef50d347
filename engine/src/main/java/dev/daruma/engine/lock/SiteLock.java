package dev.daruma.engine.lock;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Held;
import dev.daruma.engine.shell.Holding;
import dev.daruma.engine.shell.Output;
import dev.daruma.engine.shell.Shells;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A site to oneself: a lock on each of some hosts, until it is closed or daruma has died.
 *
 * <p>When a host or its connection is lost, so is its lock; it is taken again as soon as the host
 * is back. If somebody else has it by then, {@link #shells()} give no shell any more: whatever runs
 * ends, nothing else is started.
 */
public final class SiteLock implements AutoCloseable {
  private static final String ACT = "lock the site";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Shells shells;
  private final Holder holder;
  private final LockFile file;
  private final Consumer<String> say;
  private final Duration patience;
  private final List<Held> held = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicReference<@Nullable Problem> lost = new AtomicReference<>();

  SiteLock(Shells shells, Holder holder, LockFile file, Consumer<String> say, Duration patience) {
    this.shells = shells;
    this.holder = holder;
    this.file = file;
    this.say = say;
    this.patience = patience;
  }

  /**
   * Takes the lock of each host, in an order that is the same for everybody; so of two who try at
   * once one has them all.
   *
   * @param hosts those that can be reached; one that has gone meanwhile is left out
   * @param say told of locks that could not be taken, were lost and taken again; by any thread
   * @throws ProblemException REFUSED when somebody has one of them: none is held then
   */
  public static SiteLock take(
      Shells shells, List<HostName> hosts, Holder holder, Consumer<String> say) {
    // Another operator who is about to be refused holds the first locks for a moment.
    SiteLock lock = new SiteLock(shells, holder, LockFile.DARUMA, say, Duration.ofSeconds(5));
    lock.take(hosts);
    return lock;
  }

  void take(List<HostName> hosts) {
    boolean complete = false;
    try {
      List<ProblemException> away = new ArrayList<>();
      hosts.stream().sorted().forEach(host -> take(host, away));
      if (held.isEmpty() && !away.isEmpty()) {
        throw away.getFirst();
      }
      away.forEach(gone -> say.accept("not locked: " + gone.problem().text()));
      complete = true;
    } finally {
      if (!complete) {
        close();
      }
    }
  }

  private void take(HostName host, List<ProblemException> away) {
    Holding holding;
    try {
      holding = shells.on(host).hold(file.taking(holder), LIMIT);
    } catch (ProblemException gone) {
      away.add(gone);
      return;
    }
    switch (holding) {
      case Holding.Granted(Held granted) -> keep(host, granted);
      case Holding.Denied(Output output) -> throw new ProblemException(refusal(host, output));
    }
  }

  private void keep(HostName host, Held granted) {
    held.add(granted);
    CompletableFuture<Output> _ =
        granted.end().whenComplete((output, ended) -> ended(host, granted));
    if (closed.getCount() == 0) {
      granted.close();
    }
  }

  private void ended(HostName host, Held gone) {
    if (closed.getCount() > 0) {
      held.remove(gone);
      Thread.ofVirtual()
          .name("lock of " + host)
          .start(
              () -> {
                gone.close();
                takeAgain(host);
              });
    }
  }

  private void takeAgain(HostName host) {
    say.accept(host + ": the lock was lost with the connection; it is taken again when it is back");
    long refusedSince = 0;
    try {
      do {
        Optional<Holding> holding = attempt(host);
        if (holding.isEmpty()) {
          refusedSince = 0;
        } else if (holding.get() instanceof Holding.Granted(Held granted)) {
          keep(host, granted);
          say.accept(host + ": the lock is taken again");
          return;
        } else if (holding.get() instanceof Holding.Denied(Output output) && !isOwn(output)) {
          long now = System.nanoTime();
          refusedSince = refusedSince == 0 ? now : refusedSince;
          if (now - refusedSince >= patience.toNanos()) {
            lost.set(refusal(host, output));
            say.accept(host + ": somebody else has taken the lock; nothing more is started");
            return;
          }
        }
      } while (!closed.await(patience.toMillis() / 5, TimeUnit.MILLISECONDS));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Empty when the host does not answer. */
  private Optional<Holding> attempt(HostName host) {
    try {
      return Optional.of(shells.on(host).hold(file.taking(holder), LIMIT));
    } catch (ProblemException gone) {
      return Optional.empty();
    }
  }

  /** The host may not have noticed yet that the connection of before is gone. */
  private boolean isOwn(Output denied) {
    return denied.status() == LockFile.TAKEN
        && Holder.parse(denied.stderr()).equals(Optional.of(holder));
  }

  private static Problem refusal(HostName host, Output output) {
    if (output.status() != LockFile.TAKEN) {
      return Problem.of(
          Problem.Code.COMMAND_FAILED,
          host,
          ACT,
          "exit status " + output.status() + ": " + output.said(),
          "mend what the host complains of; flock (package util-linux) is needed");
    }
    return Problem.of(
        Problem.Code.REFUSED,
        host,
        ACT,
        "another run changes the site: "
            + Holder.parse(output.stderr())
                .map(Holder::sentence)
                .orElse("it has not said yet whose it is"),
        "wait until that run has ended; if it was killed or has lost its network, the host frees the"
            + " lock by itself within half a minute");
  }

  /** The shells, as long as nobody else has taken the site. */
  public Shells shells() {
    return new LockedShells(shells, this::lost);
  }

  /** Why the site is not one's own any more. */
  public Optional<Problem> lost() {
    return Optional.ofNullable(lost.get());
  }

  @Override
  public void close() {
    closed.countDown();
    held.forEach(Held::close);
  }
}
