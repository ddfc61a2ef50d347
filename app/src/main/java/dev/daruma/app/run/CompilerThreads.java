package dev.daruma.app.run;

import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The threads in which Java compiles what has run often, for seconds at a time. Source: proc(5),
 * comm; chrt(1).
 */
final class CompilerThreads {
  private static final Path THREADS = Path.of("/proc/self/task");

  private CompilerThreads() {}

  /**
   * Takes the priority away from them that the rest of this process has. Ahead of a lab's hosts
   * they would take both processors from them.
   */
  static void stepBack() {
    try (Stream<Path> threads = Files.list(THREADS)) {
      List<Path> compilers = threads.filter(CompilerThreads::compiles).toList();
      for (Path thread : compilers) {
        stepBack(thread.getFileName().toString());
      }
    } catch (IOException unreadable) {
      throw problem(unreadable.toString());
    }
  }

  private static boolean compiles(Path thread) {
    try {
      return Files.readString(thread.resolve("comm")).matches("C[12] Compiler.*\n");
    } catch (IOException _) {
      // It has ended meanwhile.
      return false;
    }
  }

  private static void stepBack(String thread) throws IOException {
    Process chrt =
        new ProcessBuilder("chrt", "--other", "--pid", "0", thread)
            .redirectErrorStream(true)
            .start();
    String said = new String(chrt.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      if (chrt.waitFor() != 0) {
        throw problem(said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ProblemException problem(String cause) {
    return new ProblemException(
        Problem.of(
            Problem.Code.LAB,
            "measure ahead of the lab's hosts, and not compile ahead of them",
            cause,
            "run as root on Linux, with chrt (package util-linux) in the path"));
  }
}
