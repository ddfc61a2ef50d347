package dev.daruma.engine.execute;

import dev.daruma.engine.plan.Act;
import dev.daruma.engine.problem.Problem;
import java.util.List;

/** What came of a plan: which acts were done, which failed and why, which were not started. */
public record Outcome(List<Act> done, List<Failure> failed, List<Act> skipped) {
  /** An act and what stood in its way. */
  public record Failure(Act act, Problem problem) {}

  public Outcome {
    done = List.copyOf(done);
    failed = List.copyOf(failed);
    skipped = List.copyOf(skipped);
  }

  public boolean succeeded() {
    return failed.isEmpty() && skipped.isEmpty();
  }
}
