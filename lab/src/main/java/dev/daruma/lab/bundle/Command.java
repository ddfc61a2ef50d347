package dev.daruma.lab.bundle;

import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A program run on this machine, in a process group of its own that ends with us: a build has
 * dozens of processes, and an interrupted daruma must not leave them behind.
 */
record Command(String act, List<String> words, Map<String, String> environment) {
  private static final int LINES_KEPT = 12;

  Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  /** A command for which there is nothing special in the environment. */
  static Command of(String act, Object... words) {
    List<String> texts = new ArrayList<>();
    for (Object word : words) {
      texts.add(word.toString());
    }
    return new Command(act, texts, Map.of());
  }

  Command with(String name, Path value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(name, value.toString());
    return new Command(act, words, more);
  }

  Command and(List<String> more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(more);
    return new Command(act, all, environment);
  }

  /** Runs to the end and returns what it said on both outputs. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    run(lines::add);
    return lines;
  }

  void run() {
    run(line -> {});
  }

  /** Runs to the end; each line goes to the listener as it comes. */
  void run(Consumer<String> listener) {
    Process process = start();
    Thread reaper = new Thread(() -> endGroup(process.pid()), "end " + words.getFirst());
    Runtime.getRuntime().addShutdownHook(reaper);
    Deque<String> last = new ArrayDeque<>();
    boolean ended = false;
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (last.size() == LINES_KEPT) {
          last.removeFirst();
        }
        last.addLast(line);
        listener.accept(line);
      }
      int status = process.waitFor();
      ended = true;
      if (status != 0) {
        throw failed("exit status " + status + ", after:\n" + String.join("\n", last));
      }
    } catch (IOException broken) {
      throw failed(broken.toString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw failed("interrupted");
    } finally {
      if (!ended) {
        endGroup(process.pid());
      }
      forget(reaper);
    }
  }

  private Process start() {
    // setsid makes the process the leader of a group that has its number.
    List<String> own = new ArrayList<>(List.of("setsid"));
    own.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(own).redirectErrorStream(true);
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException missing) {
      throw failed(String.valueOf(missing.getMessage()));
    }
  }

  private static void endGroup(long leader) {
    try {
      new ProcessBuilder("kill", "-KILL", "--", "-" + leader)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException noKill) {
      throw new UncheckedIOException(noKill);
    } catch (InterruptedException interrupted) {
      // The signal is sent; only the wait for kill(1) was cut short.
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread reaper) {
    try {
      Runtime.getRuntime().removeShutdownHook(reaper);
    } catch (IllegalStateException endingAnyway) {
      // The hook runs just now, which is what it is for.
    }
  }

  private ProblemException failed(String cause) {
    return new ProblemException(
        Problem.of(
            Problem.Code.COMMAND_FAILED,
            act,
            String.join(" ", words) + "\n" + cause,
            "mend what it names and run the same command again; finished parts are kept"));
  }
}
