package dev.daruma.engine.shell;

import dev.daruma.engine.host.HostName;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A shell with root's rights on a host. Several threads may use it at once: each script runs in its
 * turn on one of the shell's channels.
 *
 * <p>Whatever goes wrong with the connection arrives as a {@link
 * dev.daruma.engine.problem.ProblemException} that names the host.
 */
public interface Shell extends AutoCloseable {
  HostName host();

  /**
   * Runs the fragments one after the other in one round trip, each in a subshell of its own with
   * empty standard input, whatever the status of those before. A fragment that leaves something
   * running in the background redirects its output, or a later fragment gets it.
   *
   * <p>When the limit has passed, what was started may still run on the host.
   *
   * @param limit time for all of them together, waiting for a free channel apart
   * @return an output for each fragment, in their order
   */
  List<Output> run(List<Fragment> fragments, Duration limit);

  default Output run(Fragment fragment, Duration limit) {
    return run(List.of(fragment), limit).getFirst();
  }

  /** Runs a fragment on a channel of its own with the stream as its standard input. */
  Output feed(Fragment fragment, InputStream input, Duration limit);

  /**
   * Runs a fragment on a channel of its own that takes something, prints one line when it has it,
   * and then holds it until what is granted is closed, or daruma or the connection has died. A
   * fragment that cannot have it ends with a status of its own.
   *
   * @param limit time for the first line
   */
  Holding hold(Fragment fragment, Duration limit);

  /**
   * Puts a file on the host: written beside its place, verified by SHA-256, then renamed into
   * place.
   *
   * @param mode as chmod(1) takes it, such as {@code 0644}
   * @param owner as chown(1) takes it, such as {@code root:root}
   */
  void upload(InputStream content, Path destination, String mode, String owner);

  /** Whether the connection is known to have ended. */
  boolean isClosed();

  @Override
  void close();
}
