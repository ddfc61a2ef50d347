package dev.daruma.engine.execute;

import dev.daruma.engine.plan.Act;
import dev.daruma.engine.problem.Problem;
import java.time.Duration;

/** What happens while a plan is carried out. Holds no secret. */
public sealed interface Event {
  Act act();

  /** An act's needs hold and it starts. */
  record Started(Act act) implements Event {}

  /** Something a step says on its way. */
  record Said(Act act, String line) implements Event {}

  /** A step waits for a condition. */
  record Waiting(Act act, String condition, Duration limit) implements Event {}

  /**
   * Something failed that may pass by itself, and is tried again.
   *
   * @param why it failed, and why it may pass
   * @param pause until the next attempt
   * @param left for how long it is tried at most from now on
   */
  record Retrying(Act act, String why, Duration pause, Duration left) implements Event {}

  record Finished(Act act, Duration took) implements Event {}

  record Failed(Act act, Problem problem, Duration took) implements Event {}

  /** An act was not started because something it needs did not come about. */
  record Skipped(Act act, String missing) implements Event {}

  /** The run is to stop, and this act is let come to its end first. */
  record Awaited(Act act) implements Event {}

  /** The run is to stop, and this act was cut off; the next run does it anew. */
  record Cut(Act act, Duration took) implements Event {}

  /** The run has stopped before this act was started. */
  record Left(Act act) implements Event {}
}
