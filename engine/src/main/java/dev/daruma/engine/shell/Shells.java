package dev.daruma.engine.shell;

import dev.daruma.engine.host.HostName;

/** The shells of a site's hosts, connected on first use and kept. */
public interface Shells extends AutoCloseable {
  /**
   * The host's shell; another one than before when the connection of that one has ended. So ask
   * anew for each piece of work, and do not keep a shell beyond it.
   *
   * @throws dev.daruma.engine.problem.ProblemException when the host cannot be reached or logged in
   *     to
   */
  Shell on(HostName host);

  /** How many bytes have been written to all hosts so far, before encryption. */
  long bytesSent();

  @Override
  void close();
}
