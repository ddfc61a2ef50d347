package dev.daruma.app.drill;

import java.util.concurrent.atomic.AtomicReference;

/** Whether the operator wants the drills to end: asked at every wait. */
public final class Stop {
  private static final Runnable NOTHING = () -> {};

  private final AtomicReference<Runnable> during = new AtomicReference<>(NOTHING);
  private volatile boolean wanted;

  /** May be called by any thread, more than once. */
  public void want() {
    wanted = true;
    during.get().run();
  }

  void check() {
    if (wanted) {
      throw new Stopped();
    }
  }

  /** While something goes on that has a way of its own to end well. */
  void during(Runnable end) {
    during.set(end);
    if (wanted) {
      end.run();
    }
  }

  void after() {
    during.set(NOTHING);
  }

  /** The operator has ended the drills; what could be undone has been. */
  public static final class Stopped extends RuntimeException {
    Stopped() {
      super("stopped");
    }
  }
}
