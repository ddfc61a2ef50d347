package dev.daruma.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real process that gets real signals in the middle of a run. */
@Timeout(120)
class InterruptionTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeSite() throws IOException {
    file = folder.resolve("site.yaml");
    Files.writeString(
        file,
        """
        apiVersion: daruma.dev/v1alpha1
        kind: Site
        name: small
        ssh: {user: ubuntu}
        hosts:
          one: {address: 192.0.2.11, roles: [control-plane]}
        kubernetes: {version: 1.20.2, endpoint: 192.0.2.10}
        """);
  }

  /** The program and what it has printed so far. */
  private record Running(Process process, BufferedReader output, List<String> lines) {
    void until(String moment) throws IOException {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
        if (line.contains(moment)) {
          return;
        }
      }
      throw new AssertionError("never came: " + moment + "\n" + String.join("\n", lines));
    }

    void signal(String name) throws IOException, InterruptedException {
      Process kill =
          new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).inheritIO().start();
      assertThat(kill.waitFor()).isZero();
    }

    int exitCode() throws IOException, InterruptedException {
      output.lines().forEach(lines::add);
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    }
  }

  private Running start() throws IOException {
    Process process =
        new ProcessBuilder(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                InterruptedProgram.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    return new Running(process, process.inputReader(StandardCharsets.UTF_8), new ArrayList<>());
  }

  private List<String> journal() throws IOException {
    try (var runs = Files.list(folder.resolve("folder").resolve("runs"))) {
      return Files.readAllLines(runs.findFirst().orElseThrow());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void onceLetsWhatIsUnsafeToCutEndAndSaysWhatIsLeft(String signal) throws Exception {
    Running running = start();
    try {
      running.until("copy: waiting until never is there");
      running.signal(signal);
      running.until("stopping: nothing new is started");
      running.until("copy: cut off");
      Files.createFile(folder.resolve("join-may-end"));
      assertThat(running.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
    } finally {
      running.process().destroyForcibly();
    }
    assertThat(running.lines())
        .anyMatch(line -> line.contains("join: is let come to its end"))
        .anyMatch(line -> line.contains("join: done"))
        .anyMatch(line -> line.contains("verify: not started"))
        .noneMatch(line -> line.contains("verify ..."))
        .endsWith(
            "interrupted: 1 of 3 acts are done; left:",
            "  one  copy, verify",
            "run it again, it goes on from what the hosts are");
    assertThat(journal())
        .anyMatch(line -> line.contains("\"event\":\"cut\""))
        .anyMatch(line -> line.contains("\"event\":\"left\""));
    assertThat(journal().getLast()).contains("\"result\":\"interrupted\"");
  }

  @Test
  void twiceStopsAtOnce() throws Exception {
    Running running = start();
    try {
      running.until("copy: waiting until never is there");
      running.signal("INT");
      running.until("copy: cut off");
      running.signal("INT");
      assertThat(running.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
    } finally {
      running.process().destroyForcibly();
    }
    assertThat(running.lines())
        .noneMatch(line -> line.contains("join: done"))
        .endsWith("interrupted; run it again, it goes on from what the hosts are");
    assertThat(journal().getLast()).contains("\"result\":\"interrupted\"");
  }
}
