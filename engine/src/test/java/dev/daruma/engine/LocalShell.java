package dev.daruma.engine;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.FramedShell;
import dev.daruma.engine.shell.Holding;
import dev.daruma.engine.shell.LocalPipes;
import dev.daruma.engine.shell.Output;
import dev.daruma.engine.shell.Pulse;
import dev.daruma.engine.shell.Shell;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** This machine as a host: every fragment in a real {@code sh}. */
public record LocalShell(HostName host) implements Shell {
  private static final Pulse PULSE = new Pulse(Duration.ofMillis(200), Duration.ofSeconds(5));

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
  public Holding hold(Fragment fragment, Duration limit) {
    FramedShell shell =
        FramedShell.over(
            LocalPipes.start("sh", "-c", "IFS= read -r line && eval \"$line\""), "nonce7f3a");
    try {
      return shell.hold(fragment, PULSE, limit, () -> {});
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (TimeoutException | InterruptedException silent) {
      throw new IllegalStateException(silent);
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
