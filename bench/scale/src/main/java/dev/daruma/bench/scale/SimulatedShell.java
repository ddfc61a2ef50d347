package dev.daruma.bench.scale;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.daruma.bench.scale.Frames.Frame;
import dev.daruma.engine.shell.Output;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/** Root's shell on a simulated host, as {@link dev.daruma.engine.shell.RootShell} starts it. */
final class SimulatedShell implements Command {
  private static final Pattern START =
      Pattern.compile("env LC_ALL=C sudo -n -- sh -c '.*printf %s (?<ready>\\w+) >&2; .*'");

  private final SimulatedHost host;
  private final String command;
  private @Nullable InputStream in;
  private @Nullable OutputStream out;
  private @Nullable OutputStream err;
  private @Nullable ExitCallback exit;

  SimulatedShell(SimulatedHost host, String command) {
    this.host = host;
    this.command = command;
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
  public void start(ChannelSession channel, Environment environment) {
    InputStream input = given(in);
    OutputStream output = given(out);
    OutputStream error = given(err);
    ExitCallback callback = given(exit);
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                converse(input, output, error);
                callback.onExit(0);
              } catch (IOException broken) {
                System.err.println(broken.getMessage());
                callback.onExit(2, String.valueOf(broken.getMessage()));
              }
            });
  }

  private void converse(InputStream input, OutputStream output, OutputStream error)
      throws IOException {
    Matcher start = START.matcher(command);
    if (!start.matches()) {
      throw new IOException("no root shell is started so: " + command);
    }
    String ready = start.group("ready");
    say(error, ready);
    say(output, ready + " 0;");
    Frames frames = new Frames(new BufferedReader(new InputStreamReader(input, UTF_8)));
    if (!frames.line().equals("exec sh")) {
      throw new IOException("a shell that stays was expected");
    }
    for (Optional<Frame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
      answer(frame.get(), output, error);
    }
  }

  private void answer(Frame frame, OutputStream output, OutputStream error) throws IOException {
    Output answer =
        host.answer(frame.script())
            .orElseThrow(
                () ->
                    new IOException(
                        "no recorded host was asked this; record again (bench/scale/record): "
                            + frame.script()));
    say(output, answer.stdout() + frame.mark() + " " + answer.status() + ";");
    say(error, answer.stderr() + frame.mark() + ";");
  }

  private static void say(OutputStream stream, String text) throws IOException {
    stream.write(text.getBytes(UTF_8));
    stream.flush();
  }

  private static <T> T given(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("started before its streams were set");
    }
    return value;
  }

  @Override
  public void destroy(ChannelSession channel) {
    // The stream of input ends, and with it the conversation.
  }
}
