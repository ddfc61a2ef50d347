package dev.daruma.engine.ssh;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.host.Target;
import dev.daruma.engine.host.Target.Become;
import dev.daruma.engine.host.Target.HostKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.password.RejectAllPasswordAuthenticator;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;

/**
 * An SSH server in this process whose commands are run by this machine's {@code /bin/sh}, with a
 * directory of its own in front of PATH. Its {@code id} says root, whoever runs the test.
 */
final class SshHost implements AutoCloseable {
  final SshServer server = SshServer.setUpDefaultServer();
  final Path directory;
  final Path bin;
  final Path knownHosts;
  final List<KeyPair> hostKeys;
  private final Set<KeyBlob> authorized = ConcurrentHashMap.newKeySet();

  SshHost(Path directory, KeyPair... hostKeys) {
    this.directory = directory;
    this.bin = directory.resolve("bin");
    this.knownHosts = directory.resolve("known_hosts");
    this.hostKeys = List.of(hostKeys);
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKeys));
    server.setPublickeyAuthenticator(
        (user, key, session) -> user.equals("daruma") && authorized.contains(KeyBlob.of(key)));
    server.setPasswordAuthenticator(RejectAllPasswordAuthenticator.INSTANCE);
    server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
    server.setCommandFactory(
        (channel, command) ->
            new ShellCommand(command, Map.of("PATH", bin + ":" + System.getenv("PATH"))));
    // As sshd's MaxSessions.
    CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, 10);
    try {
      Files.createDirectories(bin);
      server.start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    program("id", "echo 0");
    knowsKey(hostKeys[0].getPublic());
  }

  /** Puts a program in front of those of the machine. */
  void program(String name, String script) {
    try {
      Path file = bin.resolve(name);
      Files.writeString(file, "#!/bin/sh\n" + script + "\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  SshHost authorize(PublicKey key) {
    authorized.add(KeyBlob.of(key));
    return this;
  }

  /** Makes this the only key by which the host is known. */
  void knowsKey(PublicKey key) {
    KeyBlob blob = KeyBlob.of(key);
    known("[127.0.0.1]:" + port() + " " + blob.type() + " " + blob.base64());
  }

  void known(String lines) {
    try {
      Files.writeString(knownHosts, lines + "\n");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  int port() {
    return server.getPort();
  }

  /** Closes all connections at once, as a crash would. */
  void cut() {
    for (Session session : server.getActiveSessions()) {
      session.close(true);
    }
  }

  Target target(Path... identities) {
    return new Target(
        new HostName("node01"),
        "127.0.0.1",
        port(),
        "daruma",
        List.of(identities),
        new HostKeys.KnownHosts(knownHosts),
        Optional.empty(),
        new Become.AlreadyRoot(),
        Duration.ofSeconds(10));
  }

  @Override
  public void close() {
    try {
      server.stop(true);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
