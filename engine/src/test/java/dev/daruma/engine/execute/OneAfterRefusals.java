package dev.daruma.engine.execute;

import dev.daruma.engine.LocalShell;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Shell;
import dev.daruma.engine.shell.Shells;
import java.util.concurrent.atomic.AtomicInteger;

/** This machine as a host that boots: the first attempts to reach it fail. */
final class OneAfterRefusals implements Shells {
  private final AtomicInteger left;
  private final Problem refusal;

  OneAfterRefusals(Problem refusal) {
    this(refusal, 1);
  }

  OneAfterRefusals(Problem refusal, int refusals) {
    this.refusal = refusal;
    this.left = new AtomicInteger(refusals);
  }

  @Override
  public Shell on(HostName host) {
    if (left.getAndDecrement() > 0) {
      throw new ProblemException(refusal);
    }
    return new LocalShell();
  }

  @Override
  public long bytesSent() {
    return 0;
  }

  @Override
  public void close() {}
}
