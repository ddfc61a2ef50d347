package dev.daruma.engine.execute;

/** Ends an act at a point where it may be left, because the run is to stop. */
final class RunStopped extends RuntimeException {
  RunStopped() {
    super("the run is to stop");
  }
}
