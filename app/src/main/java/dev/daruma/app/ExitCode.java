package dev.daruma.app;

import dev.daruma.engine.problem.Problem;

/** How a run of daruma ends, for scripts. */
public final class ExitCode {
  public static final int DONE = 0;
  public static final int FAILED = 1;

  /** {@code plan --detailed-exitcode} found changes. */
  public static final int CHANGES = 2;

  /** Refused for safety. */
  public static final int REFUSED = 3;

  /** Bad usage or a bad site file; EX_USAGE of sysexits(3). */
  public static final int USAGE = 64;

  /** Interrupted by the operator; what shells say of SIGINT. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}

  public static int of(Problem.Code code) {
    return switch (code) {
      case REFUSED -> REFUSED;
      case SITE_INVALID, USAGE -> USAGE;
      default -> FAILED;
    };
  }
}
