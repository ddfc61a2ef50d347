package dev.daruma.engine.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/** A command run by {@code /bin/sh}, as sshd runs it by the user's login shell. */
final class ShellCommand implements Command {
  private final String command;
  private final Map<String, String> environment;
  private @Nullable InputStream in;
  private @Nullable OutputStream out;
  private @Nullable OutputStream err;
  private @Nullable ExitCallback exit;
  private @Nullable Process process;

  ShellCommand(String command, Map<String, String> environment) {
    this.command = command;
    this.environment = environment;
  }

  @Override
  public void setInputStream(InputStream stream) {
    in = stream;
  }

  @Override
  public void setOutputStream(OutputStream stream) {
    out = stream;
  }

  @Override
  public void setErrorStream(OutputStream stream) {
    err = stream;
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    exit = callback;
  }

  @Override
  public void start(ChannelSession channel, Environment ignored) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command);
    builder.environment().putAll(environment);
    Process started = builder.start();
    process = started;
    InputStream input = given(in);
    OutputStream output = given(out);
    OutputStream error = given(err);
    Thread _ = Thread.ofVirtual().start(() -> carry(input, started.getOutputStream()));
    Thread outputs = Thread.ofVirtual().start(() -> carry(started.getInputStream(), output));
    Thread errors = Thread.ofVirtual().start(() -> carry(started.getErrorStream(), error));
    Thread _ =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    int status = started.waitFor();
                    outputs.join();
                    errors.join();
                    given(exit).onExit(status);
                  } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                  }
                });
  }

  private static void carry(InputStream from, OutputStream to) {
    try (from;
        to) {
      byte[] chunk = new byte[32 * 1024];
      for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
        to.write(chunk, 0, count);
        to.flush();
      }
    } catch (IOException ended) {
      // The other side is gone.
    }
  }

  private static <T> T given(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("started before its streams were set");
    }
    return value;
  }

  @Override
  public void destroy(ChannelSession channel) {
    Process running = process;
    if (running != null) {
      running.descendants().forEach(ProcessHandle::destroy);
      running.destroy();
    }
  }
}
