package dev.daruma.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daruma.bench.scale.Frames.Frame;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.FramedShell;
import dev.daruma.engine.shell.Output;
import dev.daruma.engine.shell.Pipes;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What the engine's own shell writes is understood, and nothing else is. */
class FramesTest {
  @Test
  void whateverIsAskedArrivesAndWhateverIsAnsweredReturns()
      throws IOException, TimeoutException, InterruptedException {
    PipedOutputStream script = new PipedOutputStream();
    PipedOutputStream answers = new PipedOutputStream();
    PipedOutputStream errors = new PipedOutputStream();
    Frames frames =
        new Frames(new InputStreamReader(new PipedInputStream(script), StandardCharsets.UTF_8));
    PipedInputStream output = new PipedInputStream(answers);
    PipedInputStream error = new PipedInputStream(errors);
    Thread host = Thread.ofPlatform().start(() -> echo(frames, answers, errors));

    try (FramedShell shell = FramedShell.over(new Ends(script, output, error), "abc")) {
      List<Output> read =
          shell.run(
              List.of(
                  Fragment.of("echo %s", "it's \\ €\n"),
                  Fragment.script(""),
                  Fragment.script("'''")),
              Duration.ofSeconds(10));

      assertThat(read)
          .extracting(Output::stdout)
          .containsExactly("echo 'it'\\''s \\ €\n'", "", "'''");
      assertThat(read).extracting(Output::status).containsOnly(3);
    }
    host.join();
  }

  @Test
  void whatIsNoFrameIsRefused() {
    assertThatThrownBy(() -> new Frames(new StringReader("echo hello\n")).next())
        .isInstanceOf(IOException.class)
        .hasMessage("'e' instead of '(' in a framed script");
  }

  private static void echo(Frames frames, OutputStream output, OutputStream error) {
    try (output;
        error) {
      for (Optional<Frame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
        String mark = frame.get().mark();
        say(output, frame.get().script() + mark + " 3;");
        say(error, mark + ";");
      }
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static void say(OutputStream stream, String text) throws IOException {
    stream.write(text.getBytes(StandardCharsets.UTF_8));
    stream.flush();
  }

  private record Ends(OutputStream input, InputStream output, InputStream error) implements Pipes {
    @Override
    public void close() {
      try {
        input.close();
      } catch (IOException gone) {
        throw new IllegalStateException(gone);
      }
    }
  }
}
