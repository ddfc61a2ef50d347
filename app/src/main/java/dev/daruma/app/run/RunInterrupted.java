package dev.daruma.app.run;

import dev.daruma.app.show.LeftOver;
import dev.daruma.engine.execute.Outcome;
import dev.daruma.engine.problem.Problem;
import java.util.List;

/** The operator has stopped a run; what was running has come to its end. */
public final class RunInterrupted extends RuntimeException {
  private final transient Outcome outcome;

  public RunInterrupted(Outcome outcome) {
    super("interrupted");
    this.outcome = outcome;
  }

  /** What failed beside that. */
  public List<Problem> problems() {
    return outcome.failed().stream().map(Outcome.Failure::problem).toList();
  }

  /** What is left to do, for people. */
  public List<String> lines() {
    return LeftOver.lines(outcome);
  }
}
