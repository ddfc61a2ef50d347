package dev.daruma.lab.host;

import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** A bare Debian, as an installer leaves it: shared by all hosts of all labs, and never written. */
record RootImage(Path cache, Consumer<String> progress) {
  private static final String SUITE = "bookworm";

  /** What daruma finds on a host. Not iptables, curl, gnupg, containerd: it brings those itself. */
  private static final List<String> PACKAGES =
      List.of(
          "systemd",
          "systemd-sysv",
          "dbus",
          "openssh-server",
          "iproute2",
          "sudo",
          "ca-certificates",
          "procps",
          "kmod",
          "iputils-ping");

  /** How long another daruma may take to build the same image. */
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  /** The image's folder; built now where it is missing. */
  Path ensure() {
    Path folder = cache.toAbsolutePath().normalize().resolve("root-image");
    Path image = folder.resolve(SUITE + "-" + architecture() + "-" + recipe());
    if (Files.isDirectory(image)) {
      return image;
    }
    try (LabLock _ = LabLock.take(folder.resolve(".lock"), PATIENCE)) {
      if (!Files.isDirectory(image)) {
        build(image);
      }
      return image;
    }
  }

  private void build(Path image) {
    Path partial = image.resolveSibling(image.getFileName() + ".partial");
    LabFiles.delete(partial);
    progress.accept("root image: building Debian " + SUITE + " (about a minute, once)");
    Deque<String> last = new ArrayDeque<>();
    int exit =
        new Command(recipeFor(partial))
            .run(
                line -> {
                  last.add(line);
                  if (last.size() > 12) {
                    last.remove();
                  }
                  if (line.startsWith("I: ") && !line.contains("-hook")) {
                    progress.accept("root image: " + line.substring(3));
                  }
                });
    if (exit != 0) {
      LabFiles.delete(partial);
      throw problem(
          "mmdebstrap ended with " + exit + ":\n" + String.join("\n", last),
          "check that 'apt-get update' works on this machine, and that its disk has 1 GB free");
    }
    try {
      Files.move(partial, image, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw LabFiles.problem(e);
    }
  }

  private static List<String> recipeFor(Path folder) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("mmdebstrap", "--mode=root", "--variant=minbase", "--format=directory"));
    words.add("--include=" + String.join(",", PACKAGES));
    words.addAll(aptOptions());
    words.add("--customize-hook=" + LabFiles.resource("root-image.sh"));
    words.add(SUITE);
    words.add(folder.toString());
    List<String> sources = AptSources.ofThisMachine().linesFor(SUITE);
    if (sources.isEmpty()) {
      throw problem(
          "apt on this machine knows no Debian " + SUITE,
          "name a Debian mirror with the suite "
              + SUITE
              + " and the component main in /etc/apt/sources.list.d/");
    }
    words.addAll(sources);
    return words;
  }

  /** What decides whether this machine's apt reaches its mirror; mmdebstrap would not read it. */
  private static List<String> aptOptions() {
    return Command.of("apt-config", "dump")
        .run()
        .output()
        .lines()
        .filter(line -> line.matches("Acquire::(https?::.*|Check-Valid-Until|Check-Date) \".+\";"))
        .map(line -> "--aptopt=" + line)
        .toList();
  }

  /** A changed recipe makes another image. */
  private static String recipe() {
    return LabNames.hash(SUITE + PACKAGES + LabFiles.resource("root-image.sh"), 8);
  }

  private static String architecture() {
    return Command.of("dpkg", "--print-architecture")
        .require("ask for the architecture", "run the lab on Debian or one of its children")
        .strip();
  }

  private static ProblemException problem(String cause, String remedy) {
    return new ProblemException(
        Problem.of(Problem.Code.LAB, "build the root image", cause, remedy));
  }
}
