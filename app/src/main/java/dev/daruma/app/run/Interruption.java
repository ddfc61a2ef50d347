package dev.daruma.app.run;

import dev.daruma.app.ExitCode;
import dev.daruma.app.Workplace;
import dev.daruma.engine.journal.Journal;

/**
 * What happens when the operator ends a run by Ctrl-C or SIGTERM. Closed when the run has ended.
 */
public final class Interruption implements AutoCloseable {
  private final Thread hook;

  private Interruption(Thread hook) {
    this.hook = hook;
  }

  public static Interruption ends(Journal journal, Workplace workplace) {
    Thread hook =
        Thread.ofPlatform()
            .name("interruption")
            .unstarted(
                () -> {
                  journal.ended("interrupted");
                  workplace
                      .err()
                      .println("interrupted; run it again, it goes on from what the hosts are");
                  workplace.err().flush();
                  // Other threads still work on hosts; their kubeadm runs end well by themselves.
                  Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
                });
    Runtime.getRuntime().addShutdownHook(hook);
    return new Interruption(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The program is ending by it right now.
    }
  }
}
