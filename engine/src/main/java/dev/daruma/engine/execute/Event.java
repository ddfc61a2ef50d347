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

  record Finished(Act act, Duration took) implements Event {}

  record Failed(Act act, Problem problem, Duration took) implements Event {}

  /** An act was not started because something it needs did not come about. */
  record Skipped(Act act, String missing) implements Event {}
}
