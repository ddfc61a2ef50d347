package dev.daruma.engine.plan;

import java.util.List;

/** An act of the life cycle that is no resource: init, join, verify. */
public non-sealed interface Step extends Act {
  /** Why it is needed and what it will do, for the plan. Never holds a secret. */
  List<String> explanation();

  @Override
  default int changeCount() {
    return 1;
  }

  /**
   * Does it.
   *
   * @throws dev.daruma.engine.problem.ProblemException when it cannot be done
   */
  void run(Work work);
}
