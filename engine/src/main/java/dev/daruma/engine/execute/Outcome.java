package dev.daruma.engine.execute;

import dev.daruma.engine.plan.Act;
import dev.daruma.engine.problem.Problem;
import java.util.List;

/**
 * What came of a plan.
 *
 * @param failed which acts failed and why
 * @param skipped which were not started because something they need did not come about
 * @param cut which were cut off because the run was to stop
 * @param left which were not started because the run was to stop
 */
public record Outcome(
    List<Act> done, List<Failure> failed, List<Act> skipped, List<Act> cut, List<Act> left) {
  /** An act and what stood in its way. */
  public record Failure(Act act, Problem problem) {}

  public Outcome {
    done = List.copyOf(done);
    failed = List.copyOf(failed);
    skipped = List.copyOf(skipped);
    cut = List.copyOf(cut);
    left = List.copyOf(left);
  }

  public boolean succeeded() {
    return failed.isEmpty() && skipped.isEmpty() && !stopped();
  }

  /** Whether the operator has stopped it before all was done. */
  public boolean stopped() {
    return !cut.isEmpty() || !left.isEmpty();
  }
}
