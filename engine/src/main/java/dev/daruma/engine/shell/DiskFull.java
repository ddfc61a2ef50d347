package dev.daruma.engine.shell;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Problem;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A full disk, told from what a command said that failed while it wrote. */
public final class DiskFull {
  /** ENOSPC and EDQUOT, as strerror(3) has them in the C locale. */
  private static final Pattern SAID =
      Pattern.compile("(?m)^.*(No space left on device|Disk quota exceeded).*$");

  private DiskFull() {}

  public static Optional<Problem> in(Output output, HostName host, String act) {
    Matcher said = SAID.matcher(output.stderr());
    if (output.succeeded() || !said.find()) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.of(
            Problem.Code.DISK_FULL,
            host,
            act,
            said.group().strip(),
            "make room on " + host + " (df -h and df -i show where), then run again"));
  }
}
