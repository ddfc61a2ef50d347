package dev.daruma.engine;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import dev.daruma.engine.shell.Shell;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** This machine as a host: every fragment in a real {@code sh}. */
public record LocalShell(HostName host) implements Shell {
  public LocalShell() {
    this(new HostName("here"));
  }

  @Override
  public List<Output> run(List<Fragment> fragments, Duration limit) {
    return fragments.stream()
        .map(fragment -> feed(fragment, InputStream.nullInputStream(), limit))
        .toList();
  }

  @Override
  public Output feed(Fragment fragment, InputStream input, Duration limit) {
    try {
      Process process = new ProcessBuilder("sh", "-c", fragment.text()).start();
      try (var stdin = process.getOutputStream()) {
        input.transferTo(stdin);
      }
      String stdout = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String stderr = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("still running after " + limit);
      }
      return new Output(process.exitValue(), stdout, stderr);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void upload(
      InputStream content, java.nio.file.Path destination, String mode, String owner) {
    throw new UnsupportedOperationException("not used by these tests");
  }

  @Override
  public boolean isClosed() {
    return false;
  }

  @Override
  public void close() {}
}
