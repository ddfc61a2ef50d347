package dev.daruma.app.demo;

import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The Debian packages that the demonstration needs on the operator's machine. */
record DebianPackages(List<String> names, Consumer<String> progress) {
  private static final String ACT = "install Debian packages";

  /** Installs what is missing, as root; anybody else is told the command. */
  void ensure() throws InterruptedException {
    List<String> missing = missing();
    if (missing.isEmpty()) {
      return;
    }
    String command = "apt-get install --yes --no-install-recommends " + String.join(" ", missing);
    if (!System.getProperty("user.name").equals("root")) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.LAB,
              ACT,
              "this machine lacks " + String.join(", ", missing),
              "sudo " + command + "; then run the demo as root"));
    }
    progress.accept("installing Debian packages: " + String.join(" ", missing));
    if (!run("apt-get -q update && " + command)) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.LAB,
              ACT,
              "apt-get could not install " + String.join(", ", missing),
              "see what it says when run by hand: apt-get update && " + command));
    }
  }

  private List<String> missing() throws InterruptedException {
    List<String> missing = new ArrayList<>(names);
    for (String line : installed().lines().toList()) {
      if (line.startsWith("installed ")) {
        missing.remove(line.substring("installed ".length()));
      }
    }
    return missing;
  }

  private String installed() throws InterruptedException {
    List<String> query =
        new ArrayList<>(List.of("dpkg-query", "-W", "-f", "${db:Status-Status} ${Package}\\n"));
    query.addAll(names);
    try {
      Process process =
          new ProcessBuilder(query).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return answer;
    } catch (IOException noDebian) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.LAB,
              ACT,
              "this machine has no dpkg-query",
              "run the demo on Debian 12, or a virtual machine of it"),
          noDebian);
    }
  }

  private boolean run(String command) throws InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", command + " 2>&1");
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    try {
      Process process = builder.start();
      try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
        lines
            .lines()
            .filter(line -> line.startsWith("Setting up ") || line.startsWith("E: "))
            .forEach(progress);
      }
      return process.waitFor() == 0;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
