package dev.daruma.app.terminal;

import dev.daruma.app.show.live.Screen;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * The terminal that the program was started on. JLine says how large it is, anew each time it is
 * asked, so that no signal is needed to notice a change; nothing of the terminal's settings is
 * changed, so that nothing is left changed when the program is killed.
 */
public final class TerminalScreen implements Screen {
  private final Terminal terminal;
  private final PrintWriter out;

  private TerminalScreen(Terminal terminal, PrintWriter out) {
    this.terminal = terminal;
    this.out = out;
  }

  /** The screen, if there is a terminal that can be asked. */
  public static Optional<Screen> open(PrintWriter out) {
    try {
      return Optional.of(
          new TerminalScreen(
              TerminalBuilder.builder()
                  .system(true)
                  .provider(TerminalBuilder.PROP_PROVIDER_FFM)
                  .dumb(false)
                  .nativeSignals(false)
                  // Neither reads what the operator types nor asks the terminal questions.
                  .paused(true)
                  .graphemeCluster(false)
                  .build(),
              out));
    } catch (IOException | IllegalStateException none) {
      return Optional.empty();
    }
  }

  @Override
  public Size size() {
    var size = terminal.getSize();
    return Size.orUsual(size.getColumns(), size.getRows());
  }

  @Override
  public void write(String text) {
    out.print(text);
    out.flush();
  }

  @Override
  public void close() {
    try {
      terminal.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
