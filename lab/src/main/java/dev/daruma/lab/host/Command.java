package dev.daruma.lab.host;

import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A command on this machine. */
record Command(List<String> words) {

  /** What came back; standard error and output are one text. */
  record Result(int exit, String output) {
    boolean succeeded() {
      return exit == 0;
    }
  }

  Command {
    words = List.copyOf(words);
  }

  static Command of(String... words) {
    return new Command(List.of(words));
  }

  /**
   * The same command inside a network namespace. Not by {@code ip netns exec}, which also mounts a
   * fresh /sys and so hides the cgroups.
   */
  Command in(Optional<String> namespace) {
    return namespace
        .map(name -> prefixed("nsenter", "--net=" + Path.of("/run/netns", name), "--"))
        .orElse(this);
  }

  Command prefixed(String... prefix) {
    return new Command(Stream.concat(Stream.of(prefix), words.stream()).toList());
  }

  Result run() {
    List<String> lines = new ArrayList<>();
    int exit = run(lines::add);
    return new Result(exit, String.join("\n", lines));
  }

  /** Runs to the end and hands on each line as it comes. */
  int run(Consumer<String> line) {
    try {
      Process process =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
              .start();
      try (BufferedReader reader = process.inputReader()) {
        reader.lines().forEach(line);
      }
      return process.waitFor();
    } catch (IOException e) {
      throw LabFiles.problem(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Runs it with this program's own terminal. */
  int runAttached() {
    try {
      return new ProcessBuilder(words).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw problem("run " + words.getFirst(), String.valueOf(e.getMessage()), "check the command");
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Runs it; anything but success is a problem. */
  String require(String act, String remedy) {
    Result result = run();
    if (!result.succeeded()) {
      throw problem(
          act,
          "'" + String.join(" ", words) + "' ended with " + result.exit() + ": " + result.output(),
          remedy);
    }
    return result.output();
  }

  private static ProblemException problem(String act, String cause, String remedy) {
    return new ProblemException(Problem.of(Problem.Code.LAB, act, cause, remedy));
  }

  private ProblemException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new ProblemException(
        Problem.of(
            Problem.Code.LAB,
            "run " + words.getFirst(),
            "it was interrupted",
            "run the lab command again; it goes on from where it stopped"),
        cause);
  }
}
