package dev.daruma.engine.ssh;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the operator's own machine gives to SSH.
 *
 * @param agentSocket the Unix socket of a running ssh-agent
 * @param passphrase asks for the passphrase of a key file; empty when nobody can be asked. It may
 *     be called from several threads, never twice at once.
 */
public record SshEnvironment(
    Optional<Path> agentSocket, Function<Path, Optional<String>> passphrase) {

  /** With the agent that {@code SSH_AUTH_SOCK} names, where it does. */
  public static SshEnvironment of(
      Map<String, String> environment, Function<Path, Optional<String>> passphrase) {
    return new SshEnvironment(
        Optional.ofNullable(environment.get("SSH_AUTH_SOCK"))
            .filter(socket -> !socket.isEmpty())
            .map(Path::of),
        passphrase);
  }
}
