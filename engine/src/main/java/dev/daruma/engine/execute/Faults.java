package dev.daruma.engine.execute;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Passing;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.Problem.Code;
import dev.daruma.engine.shell.Output;
import java.util.Optional;

/** Tells from what a failed command said which kind of fault it was, and what to do about it. */
final class Faults {
  private Faults() {}

  static Problem of(HostName host, String act, Output output, Optional<String> remedy) {
    String said = output.stderr() + output.stdout();
    if (said.contains("No space left on device")) {
      return Problem.of(
          Code.DISK_FULL,
          host,
          act,
          output.said(),
          "free some space on the host (df -h shows where), then run apply again");
    }
    if (said.lines().anyMatch(Faults::isLocked)) {
      return Problem.of(
              Code.PACKAGE_FAILED,
              host,
              act,
              output.said(),
              "another package manager runs on the host; wait until it has ended, then run apply"
                  + " again")
          .mayPass(Passing.PACKAGES_LOCKED);
    }
    if (said.contains("E: ") || said.contains("dpkg: error")) {
      return Problem.of(
          Code.PACKAGE_FAILED,
          host,
          act,
          output.said(),
          "mend what apt or dpkg complains of on the host, then run apply again");
    }
    return Problem.of(
        Code.COMMAND_FAILED,
        host,
        act,
        "exit status " + output.status() + ": " + output.said(),
        remedy.orElse(
            "mend what the host complains of, then run apply again; it goes on from here"));
  }

  /**
   * What apt and dpkg say at last when somebody else holds one of their locks; what apt says while
   * it still waits for a lock is no fault. Source: apt-pkg/deb/debsystem.cc and
   * apt-pkg/contrib/fileutl.cc of apt 2.6, lib/dpkg/dbmodify.c of dpkg 1.21.
   */
  private static boolean isLocked(String line) {
    return line.startsWith("E: Could not get lock")
        || line.startsWith("E: Unable to acquire the dpkg frontend lock")
        || (line.startsWith("dpkg: error: ") && line.contains("locked by another process"));
  }
}
