package dev.daruma.app.run;

import dev.daruma.app.ExitCode;
import dev.daruma.app.Workplace;
import dev.daruma.app.show.Progress;
import dev.daruma.app.terminal.StopSignals;
import dev.daruma.engine.journal.Journal;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What happens when the operator ends a run by Ctrl-C or SIGTERM: the first lets it come to a good
 * end, the second ends the program at once. Closed when the run has ended.
 */
public final class Interruption implements AutoCloseable {
  private final StopSignals signals;
  private final Thread hook;

  private Interruption(StopSignals signals, Thread hook) {
    this.signals = signals;
    this.hook = hook;
  }

  /**
   * @param stop lets the run come to a good end
   */
  public static Interruption of(
      Runnable stop, Journal journal, Progress progress, Workplace workplace) {
    AtomicBoolean stopping = new AtomicBoolean();
    Runnable signalled =
        () -> {
          if (stopping.compareAndSet(false, true)) {
            progress.say(
                "stopping: nothing new is started; once more (Ctrl-C) stops at once, which is less"
                    + " safe");
            stop.run();
          } else {
            endNow(journal, progress, workplace);
          }
        };
    // Other ways to be ended: the terminal is closed, the machine shuts down.
    Thread hook =
        Thread.ofPlatform()
            .name("interruption")
            .unstarted(() -> endNow(journal, progress, workplace));
    Runtime.getRuntime().addShutdownHook(hook);
    return new Interruption(StopSignals.telling(signalled), hook);
  }

  private static void endNow(Journal journal, Progress progress, Workplace workplace) {
    journal.ended("interrupted");
    progress.end();
    workplace.err().println("interrupted; run it again, it goes on from what the hosts are");
    workplace.err().flush();
    // Other threads still work on hosts; their kubeadm runs end well by themselves.
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
  }

  @Override
  public void close() {
    signals.close();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The program is ending by it right now.
    }
  }
}
