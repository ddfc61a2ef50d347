package dev.daruma.engine.execute;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.shell.Shell;
import dev.daruma.engine.shell.Shells;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Shells of hosts that may still be booting: a refused connection is tried again for a while. The
 * shells themselves belong to somebody else and are not closed with these.
 */
public final class PatientShells implements Shells {
  private final Shells shells;
  private final Patience patience;

  /**
   * @param told what is waited for, as a line for people; told by several threads
   */
  public PatientShells(Shells shells, InstantSource clock, Consumer<String> told) {
    this.shells = shells;
    this.patience =
        new Patience(
            clock,
            PatientShells::pause,
            (problem, passing, left) ->
                told.accept(
                    where(problem)
                        + problem.cause().strip()
                        + "; "
                        + passing.reason()
                        + ", trying again for "
                        + left.toSeconds()
                        + " s"));
  }

  private static String where(Problem problem) {
    return problem.host().map(host -> host + ": ").orElse("");
  }

  private static void pause(Duration pause) {
    LockSupport.parkNanos(pause.toNanos());
  }

  @Override
  public Shell on(HostName host) {
    return patience.insist(() -> shells.on(host));
  }

  @Override
  public long bytesSent() {
    return shells.bytesSent();
  }

  @Override
  public void close() {}
}
