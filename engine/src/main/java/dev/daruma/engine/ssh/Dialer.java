package dev.daruma.engine.ssh;

import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;

/** Opens a connection, verifies the host, logs in. */
final class Dialer {
  /**
   * Connections that are opened at the same time. A thousand at once would share the processor
   * until the last of them has run out of time; a host that does not answer keeps its place for as
   * long as it may take to connect.
   */
  private static final int HANDSHAKES = 64;

  private final SshClient client;
  private final KeyRing keys;
  private final KnownHostsFiles knownHosts = new KnownHostsFiles();
  private final Semaphore handshakes = new Semaphore(HANDSHAKES, true);

  Dialer(SshClient client, KeyRing keys) {
    this.client = client;
    this.keys = keys;
  }

  /** Straight to the endpoint, at the first of its addresses that answers. */
  ClientSession dial(Endpoint endpoint) {
    Iterator<InetAddress> addresses = addresses(endpoint).iterator();
    while (true) {
      InetSocketAddress socket = new InetSocketAddress(addresses.next(), endpoint.port());
      try {
        return dial(endpoint, () -> socket);
      } catch (ProblemException failed) {
        if (failed.problem().code() != Problem.Code.UNREACHABLE || !addresses.hasNext()) {
          throw failed;
        }
      }
    }
  }

  private static List<InetAddress> addresses(Endpoint endpoint) {
    try {
      return List.of(InetAddress.getAllByName(endpoint.address()));
    } catch (UnknownHostException unknown) {
      throw new ProblemException(DialFailure.nameUnknown(endpoint), unknown);
    }
  }

  /** To the endpoint by way of a socket that leads there, another one for each attempt. */
  ClientSession dial(Endpoint endpoint, Supplier<InetSocketAddress> way) {
    Offer offer = keys.offer(endpoint.identities());
    HostKeyCheck check = check(endpoint);
    Iterator<List<String>> attempts = check.attempts(endpoint).iterator();
    while (true) {
      Handshake handshake = new Handshake(endpoint, offer, check, attempts.next());
      try {
        return attempt(handshake, way.get());
      } catch (ProblemException refused) {
        if (handshake.hostKeyProblem().isEmpty() || !attempts.hasNext()) {
          throw refused;
        }
      }
    }
  }

  private ClientSession attempt(Handshake handshake, InetSocketAddress socket) {
    handshakes.acquireUninterruptibly();
    try {
      return login(handshake, socket);
    } finally {
      handshakes.release();
    }
  }

  private ClientSession login(Handshake handshake, InetSocketAddress socket) {
    Endpoint endpoint = handshake.endpoint();
    ClientSession session = connect(handshake, socket);
    boolean loggedIn = false;
    try {
      session.auth().verify(endpoint.loginLimit());
      loggedIn = true;
      return session;
    } catch (IOException refused) {
      boolean speaksSsh = session.getServerVersion() != null;
      throw new ProblemException(DialFailure.notLoggedIn(handshake, refused, speaksSsh), refused);
    } finally {
      if (!loggedIn) {
        session.close(true);
      }
    }
  }

  private ClientSession connect(Handshake handshake, InetSocketAddress socket) {
    Endpoint endpoint = handshake.endpoint();
    try {
      return client
          .connect(
              endpoint.user(), socket, AttributeRepository.ofKeyValuePair(Handshake.KEY, handshake))
          .verify(endpoint.limit())
          .getSession();
    } catch (IOException refused) {
      throw new ProblemException(DialFailure.notConnected(handshake, refused), refused);
    }
  }

  private HostKeyCheck check(Endpoint endpoint) {
    try {
      return HostKeyCheck.of(endpoint.hostKeys(), knownHosts);
    } catch (IOException unreadable) {
      throw new ProblemException(
          new Problem(
              Problem.Code.HOST_KEY_UNKNOWN,
              Optional.of(endpoint.host()),
              "verify the host key",
              "the file of known hosts cannot be read: " + unreadable,
              "make it readable, or name another one or a pinned fingerprint in the site file"),
          unreadable);
    }
  }
}
