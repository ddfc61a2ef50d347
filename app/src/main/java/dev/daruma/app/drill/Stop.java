package dev.daruma.app.drill;

/** Whether the operator wants the drills to end: asked at every wait. */
public final class Stop {
  private volatile Runnable during = Stop::nothing;
  private volatile boolean wanted;

  /** May be called by any thread, more than once. */
  public void want() {
    wanted = true;
    during.run();
  }

  private static void nothing() {
    // Between two pieces of work there is nothing to be ended.
  }

  void check() {
    if (wanted) {
      throw new Stopped();
    }
  }

  /** While something goes on that has a way of its own to end well. */
  void during(Runnable end) {
    during = end;
    if (wanted) {
      end.run();
    }
  }

  void after() {
    during = Stop::nothing;
  }

  /** The operator has ended the drills; what could be undone has been. */
  public static final class Stopped extends RuntimeException {
    Stopped() {
      super("stopped");
    }
  }
}
