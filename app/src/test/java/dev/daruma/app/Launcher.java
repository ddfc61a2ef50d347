package dev.daruma.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** The program as its users start it: by {@code ./daruma}, in a process of its own. */
record Launcher(Path site) {
  /** What a process that was ended by SIGKILL exits with: 128 and the signal's number. */
  static final int KILLED = 137;

  /** What a run answered. */
  record Answer(int exitCode, String output) {}

  /** Where the launcher is: beside the modules. */
  static Path script() {
    Path module = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();
    return module.resolveSibling("daruma");
  }

  Answer run(String... arguments) {
    return killedWhen(line -> false, arguments);
  }

  /** Runs a shell command as root on a host of the lab, which must succeed; what it printed. */
  String asRoot(String host, String command) {
    Answer answer = run("lab", "ssh", host, "--", "sudo sh -c '" + command + "'");
    assertThat(answer.exitCode()).as(answer.output()).isZero();
    return answer.output();
  }

  /** The same with other input and output. */
  void asRoot(String host, String command, Redirect input, Redirect output)
      throws IOException, InterruptedException {
    Process ssh =
        new ProcessBuilder(
                script().toString(),
                "lab",
                "ssh",
                "-f",
                site.toString(),
                host,
                "--",
                "sudo sh -c '" + command + "'")
            .redirectInput(input)
            .redirectOutput(output)
            .redirectError(Redirect.INHERIT)
            .start();
    assertThat(ssh.waitFor()).as(command).isZero();
  }

  /** Kills the process by SIGKILL when a line with that text has been printed. */
  Answer killedAt(String moment, String... arguments) {
    return killedAt(moment, () -> {}, arguments);
  }

  /**
   * The same, but not before something else was done while the process goes on.
   *
   * @param meanwhile must not take longer than the process has something to do
   */
  Answer killedAt(String moment, Runnable meanwhile, String... arguments) {
    return killedWhen(
        line -> {
          boolean now = line.contains(moment);
          if (now) {
            meanwhile.run();
          }
          return now;
        },
        arguments);
  }

  /** Kills the process by SIGKILL as soon as it has printed a line that is chosen so. */
  Answer killedWhen(Predicate<String> chosen, String... arguments) {
    return watched(
        (process, line) -> {
          boolean now = chosen.test(line);
          if (now) {
            process.destroyForcibly();
          }
          // Java closes its end of a killed process's output: there is nothing more to read.
          return !now;
        },
        arguments);
  }

  /** Sends SIGINT, as Ctrl-C does, when a line with that text has been printed the first time. */
  Answer interruptedAt(String moment, String... arguments) {
    AtomicBoolean sent = new AtomicBoolean();
    return watched(
        (process, line) -> {
          if (line.contains(moment) && sent.compareAndSet(false, true)) {
            String[] kill = {"kill", "-INT", String.valueOf(process.pid())};
            try {
              assertThat(new ProcessBuilder(kill).inheritIO().start().waitFor()).isZero();
            } catch (IOException failure) {
              throw new UncheckedIOException(failure);
            } catch (InterruptedException stopped) {
              Thread.currentThread().interrupt();
              throw new IllegalStateException(stopped);
            }
          }
          return true;
        },
        arguments);
  }

  /**
   * @param watcher sees each line; says whether to read on
   */
  private Answer watched(BiPredicate<Process, String> watcher, String... arguments) {
    // Started in the background of a shell, as tests may be, programs inherit that SIGINT is
    // ignored: env(1) undoes it.
    List<String> command =
        new ArrayList<>(List.of("env", "--default-signal=INT", script().toString()));
    command.addAll(List.of(arguments));
    // The site belongs to the command, not to what it may run behind "--".
    int end = command.contains("--") ? command.indexOf("--") : command.size();
    command.addAll(end, List.of("-f", site.toString()));
    StringBuilder output = new StringBuilder();
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          System.out.println(line);
          output.append(line).append('\n');
          if (!watcher.test(process, line)) {
            break;
          }
        }
      } catch (AssertionError failed) {
        process.destroyForcibly(); // it would go on, and keep the site from the next test
        throw failed;
      }
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        throw new AssertionError(command + " closed its output and does not end");
      }
      return new Answer(process.exitValue(), output.toString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
