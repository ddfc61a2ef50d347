package dev.daruma.lab.bundle;

import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What this machine needs to build a bundle: Debian 12, and some of its packages. */
final class BuildTools {
  /** To put packages together that others have built. */
  static final List<String> FOR_PUBLISHED = List.of("dpkg-dev");

  static final List<String> PACKAGES =
      List.of(
          "dpkg-dev",
          "gcc",
          "golang",
          "golang-github-modern-go-reflect2-dev",
          "libc6-dev",
          "make",
          "rsync");

  private BuildTools() {}

  /** Names everything that is missing at once. */
  static void demand(List<String> packages) {
    List<String> missing = new ArrayList<>(packages);
    for (String line :
        new Command(
                "look for build tools",
                // A package that was never heard of is answered on standard error and with status
                // 1.
                List.of(
                    "sh",
                    "-c",
                    "dpkg-query -W -f '${db:Status-Status} ${Package}\\n' \"$@\" || :",
                    "sh"),
                Map.of())
            .and(packages)
            .lines()) {
      if (line.startsWith("installed ")) {
        missing.remove(line.substring("installed ".length()));
      }
    }
    if (!missing.isEmpty()) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.LAB,
              "build a bundle",
              "this machine lacks " + String.join(", ", missing),
              "apt-get install --yes " + String.join(" ", missing)));
    }
  }
}
