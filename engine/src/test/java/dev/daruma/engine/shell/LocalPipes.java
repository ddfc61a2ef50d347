package dev.daruma.engine.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A process on this machine. */
public record LocalPipes(Process process) implements Pipes {
  public static LocalPipes start(String... command) {
    try {
      return new LocalPipes(new ProcessBuilder(command).start());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Every shell that a host may call {@code sh} and that this machine has. */
  static Stream<List<String>> shells() {
    return Stream.of(
            List.of("/bin/dash"), List.of("/bin/bash", "--posix"), List.of("/bin/busybox", "sh"))
        .filter(command -> Files.isExecutable(Path.of(command.getFirst())));
  }

  @Override
  public OutputStream input() {
    return process.getOutputStream();
  }

  @Override
  public InputStream output() {
    return process.getInputStream();
  }

  @Override
  public InputStream error() {
    return process.getErrorStream();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    Process _ = process.destroyForcibly();
  }
}
