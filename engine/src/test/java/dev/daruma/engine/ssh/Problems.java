package dev.daruma.engine.ssh;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What went wrong, to be read. */
final class Problems {
  private Problems() {}

  static Problem of(ThrowingCallable failing) {
    return catchThrowableOfType(ProblemException.class, failing).problem();
  }
}
