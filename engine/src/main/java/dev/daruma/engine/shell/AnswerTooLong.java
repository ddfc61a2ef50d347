package dev.daruma.engine.shell;

import java.io.IOException;

/** An answer that does not fit into the memory that is set aside for one. */
public final class AnswerTooLong extends IOException {
  /**
   * @param limit in bytes
   */
  AnswerTooLong(int limit) {
    super("it answered with more than " + limit / (1024 * 1024) + " MiB");
  }
}
