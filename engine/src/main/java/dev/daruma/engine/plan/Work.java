package dev.daruma.engine.plan;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import dev.daruma.engine.shell.Shell;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Supplier;

/** What a running step may use: shells, waits with a named condition, and a voice. */
public interface Work {
  /** What was seen while waiting for a condition. */
  sealed interface Seen<T> {
    /** The condition holds. */
    record Met<T>(T value) implements Seen<T> {}

    /** It does not hold yet; what was seen instead. */
    record NotYet<T>(String seen) implements Seen<T> {}

    static <T> Seen<T> met(T value) {
      return new Met<>(value);
    }

    static <T> Seen<T> notYet(String seen) {
      return new NotYet<>(seen);
    }
  }

  Shell shell(HostName host);

  /** Tells whoever watches what is being done now. */
  void say(String line);

  /**
   * Waits for a condition, looking again and again.
   *
   * @param condition as a person says it: {@code "the API answers on 192.168.3.11"}
   * @throws ProblemException TIMED_OUT with the condition and what was last seen
   */
  <T> T until(String condition, Duration limit, Supplier<Seen<T>> look);

  /**
   * Waits for what is better to have, and goes on without it.
   *
   * @return whether it came in time
   */
  default boolean untilOrLate(String condition, Duration limit, Supplier<Seen<Boolean>> look) {
    try {
      return until(condition, limit, look);
    } catch (ProblemException problem) {
      if (problem.problem().code() != Problem.Code.TIMED_OUT) {
        throw problem;
      }
      return false;
    }
  }

  /**
   * Runs a fragment that must succeed.
   *
   * @param trying what is tried, for the message when it fails
   * @param remedy what to do then
   */
  Output run(HostName host, String trying, String remedy, Fragment fragment, Duration limit);

  /** The same with a stream on standard input. */
  Output feed(
      HostName host,
      String trying,
      String remedy,
      Fragment fragment,
      InputStream input,
      Duration limit);
}
