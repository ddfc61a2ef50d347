package dev.daruma.app.drill;

/** Whether the operator wants the drills to end: asked at every wait. */
public final class Stop {
  private volatile boolean wanted;

  /** May be called by any thread, more than once. */
  public void want() {
    wanted = true;
  }

  void check() {
    if (wanted) {
      throw new Stopped();
    }
  }

  /** The operator has ended the drills; what could be undone has been. */
  public static final class Stopped extends RuntimeException {
    Stopped() {
      super("stopped");
    }
  }
}
