package dev.daruma.engine.lock;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Shell;
import dev.daruma.engine.shell.Shells;
import java.util.Optional;
import java.util.function.Supplier;

/** Shells that are given out only while the lock is one's own. */
record LockedShells(Shells shells, Supplier<Optional<Problem>> lost) implements Shells {
  @Override
  public Shell on(HostName host) {
    lost.get()
        .ifPresent(
            problem -> {
              throw new ProblemException(problem);
            });
    return shells.on(host);
  }

  @Override
  public long bytesSent() {
    return shells.bytesSent();
  }

  @Override
  public void close() {
    shells.close();
  }
}
