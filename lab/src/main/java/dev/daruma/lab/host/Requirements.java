package dev.daruma.lab.host;

import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the machine must have before a lab can stand on it. All that is missing is told at once. */
final class Requirements {
  private static final List<Path> FOLDERS =
      Stream.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")
          .map(Path::of)
          .toList();

  /** Debian's package for each command. */
  private static final Map<String, String> PACKAGES = packages();

  private Requirements() {}

  static List<String> packageNames() {
    return PACKAGES.values().stream().distinct().toList();
  }

  static void check() {
    String status = LabFiles.readIfThere(Path.of("/proc/self/status"));
    if (status.isEmpty()) {
      throw problem("this is no Linux machine", "run the lab on Linux; Debian 12 is tried");
    }
    if (!isRoot(status)) {
      throw problem("namespaces need root", "run it as root, such as: sudo ./daruma lab up");
    }
    Set<String> missing = missing(command -> FOLDERS.stream().anyMatch(has(command)));
    if (!missing.isEmpty()) {
      throw problem(
          "not installed: " + String.join(", ", missing),
          "apt-get install --yes " + String.join(" ", missing));
    }
    if (!LabFiles.readIfThere(Path.of("/proc/filesystems")).contains("\toverlay\n")
        && !Command.of("modprobe", "overlay").run().succeeded()) {
      throw problem("the kernel has no overlay file system", "use a kernel with CONFIG_OVERLAY_FS");
    }
  }

  /** Effective user 0; {@code Uid:} holds real, effective, saved and file system's. */
  static boolean isRoot(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith("Uid:"))
        .anyMatch(line -> line.split("\\s+")[2].equals("0"));
  }

  static Set<String> missing(Predicate<String> installed) {
    Set<String> missing = new TreeSet<>();
    PACKAGES.forEach(
        (command, name) -> {
          if (!installed.test(command)) {
            missing.add(name);
          }
        });
    return missing;
  }

  private static Predicate<Path> has(String command) {
    return folder -> Files.isExecutable(folder.resolve(command));
  }

  private static Map<String, String> packages() {
    Map<String, String> packages = new LinkedHashMap<>();
    packages.put("systemd-nspawn", "systemd-container");
    packages.put("mmdebstrap", "mmdebstrap");
    packages.put("ip", "iproute2");
    packages.put("iptables", "iptables");
    packages.put("nsenter", "util-linux");
    packages.put("unshare", "util-linux");
    packages.put("setsid", "util-linux");
    packages.put("chrt", "util-linux");
    packages.put("ssh-keygen", "openssh-client");
    packages.put("ssh-keyscan", "openssh-client");
    packages.put("dpkg", "dpkg");
    packages.put("sysctl", "procps");
    return packages;
  }

  private static ProblemException problem(String cause, String remedy) {
    return new ProblemException(
        Problem.of(Problem.Code.LAB, "check what a lab needs", cause, remedy));
  }
}
