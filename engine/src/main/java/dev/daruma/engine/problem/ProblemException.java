package dev.daruma.engine.problem;

/** Carries a {@link Problem} to the edge. */
public final class ProblemException extends RuntimeException {
  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.text());
    this.problem = problem;
  }

  public ProblemException(Problem problem, Throwable cause) {
    super(problem.text(), cause);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
