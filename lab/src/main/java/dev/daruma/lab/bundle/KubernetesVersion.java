package dev.daruma.lab.bundle;

import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.util.regex.Pattern;

/** Which versions Debian's source can be built as. */
final class KubernetesVersion {
  /** The source is 1.20.2; another patch level is another stamp on it, for trying upgrades. */
  private static final Pattern BUILDABLE = Pattern.compile("1\\.20\\.(0|[1-9][0-9]{0,2})");

  private KubernetesVersion() {}

  static void demandBuildable(String version) {
    if (!BUILDABLE.matcher(version).matches()) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.LAB,
              "build a bundle of Kubernetes " + version,
              "Debian 12 has the source of Kubernetes 1.20.2 only",
              "ask for 1.20.2 (or another 1.20 patch level, which stamps the same source)"));
    }
  }
}
