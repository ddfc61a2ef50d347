package dev.daruma.engine.ssh;

import dev.daruma.engine.host.Target;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;

/** The connections to jump hosts, each shared by all hosts behind it. */
final class Jumps {
  private final Dialer dialer;
  private final Map<Key, Jump> jumps = new ConcurrentHashMap<>();

  Jumps(Dialer dialer) {
    this.dialer = dialer;
  }

  private record Key(String address, int port, String user, Target.HostKeys hostKeys) {}

  private static final class Jump {
    final ReentrantLock lock = new ReentrantLock();
    @Nullable ClientSession session;
  }

  /** Where to connect to, once, in order to come out at the endpoint. */
  InetSocketAddress through(Endpoint jump, Endpoint endpoint) {
    return JumpRelay.open(session(jump), endpoint, jump.place());
  }

  private ClientSession session(Endpoint endpoint) {
    Jump jump =
        jumps.computeIfAbsent(
            new Key(endpoint.address(), endpoint.port(), endpoint.user(), endpoint.hostKeys()),
            ignored -> new Jump());
    jump.lock.lock();
    try {
      ClientSession session = jump.session;
      if (session == null || !session.isOpen()) {
        session = dialer.dial(endpoint);
        jump.session = session;
      }
      return session;
    } finally {
      jump.lock.unlock();
    }
  }
}
