package dev.daruma.engine.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a host is reached over SSH.
 *
 * @param address IP address or resolvable name
 * @param port TCP port, 1 to 65535
 * @param identities private key files, tried in this order, through the agent where it holds them,
 *     and before the agent's other keys
 * @param hostKeys where the host's key is known from
 * @param jump the host to go through, where there is one
 * @param become how root's rights are had
 * @param connectTimeout limit for connecting and logging in
 */
public record Target(
    HostName name,
    String address,
    int port,
    String user,
    List<Path> identities,
    HostKeys hostKeys,
    Optional<Jump> jump,
    Become become,
    Duration connectTimeout) {

  /** Where a host's key is known from. There is no way of not verifying it. */
  public sealed interface HostKeys {
    /** An OpenSSH known_hosts file; an unknown or different key is refused. */
    record KnownHosts(Path file) implements HostKeys {}

    /** The SHA-256 fingerprint as {@code ssh-keygen -l} prints it, {@code SHA256:...}. */
    record Pinned(String fingerprint) implements HostKeys {}
  }

  /** A host to go through, as OpenSSH's ProxyJump has it. */
  public record Jump(String address, int port, String user, HostKeys hostKeys) {}

  /** How root's rights are had on the host. */
  public sealed interface Become {
    /** The user is root. */
    record AlreadyRoot() implements Become {}

    /** By sudo, which asks for no password. */
    record Sudo() implements Become {}

    /** By sudo with a password, which travels over standard input only. */
    record SudoWithPassword(Password password) implements Become {}
  }

  /** A password; never printed. */
  public record Password(String reveal) {
    @Override
    public String toString() {
      return "(password)";
    }
  }
}
