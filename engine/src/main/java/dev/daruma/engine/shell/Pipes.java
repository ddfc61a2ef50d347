package dev.daruma.engine.shell;

import java.io.InputStream;
import java.io.OutputStream;

/** The three streams of a running process, here or on a host, and the way to end it. */
public interface Pipes extends AutoCloseable {
  /** What the process reads. */
  OutputStream input();

  /** What the process writes to its standard output. */
  InputStream output();

  /** What the process writes to its standard error. */
  InputStream error();

  /** Ends the process or at least lets go of it; all three streams end. */
  @Override
  void close();
}
