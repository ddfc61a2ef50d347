package dev.daruma.app.terminal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jline.utils.Signals;

/**
 * Ctrl-C and SIGTERM, told to whoever listens instead of ending the program. When closed, they end
 * it as ever.
 */
public final class StopSignals implements AutoCloseable {
  private static final List<String> NAMES = List.of("INT", "TERM");

  private final Map<String, Object> before = new LinkedHashMap<>();

  private StopSignals(Runnable told) {
    NAMES.forEach(name -> before.put(name, Signals.register(name, told)));
  }

  /**
   * @param told once for each signal, on a thread of its own
   */
  public static StopSignals telling(Runnable told) {
    return new StopSignals(told);
  }

  @Override
  public void close() {
    before.forEach(Signals::unregister);
  }
}
