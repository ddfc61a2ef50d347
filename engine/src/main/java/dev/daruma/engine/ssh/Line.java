package dev.daruma.engine.ssh;

import dev.daruma.engine.host.Target;
import dev.daruma.engine.shell.Pulse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;

/** The way to one host, with the connection while there is one. */
final class Line implements AutoCloseable {
  private final Target target;
  private final Dialer dialer;
  private final Jumps jumps;
  private final Pulse pulse;
  private final LongAdder sent;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<SshShell> worn = new ArrayList<>();
  private @Nullable SshShell shell;

  Line(Target target, Dialer dialer, Jumps jumps, Pulse pulse, LongAdder sent) {
    this.target = target;
    this.pulse = pulse;
    this.sent = sent;
    this.dialer = dialer;
    this.jumps = jumps;
  }

  /**
   * The shell that is there, or a new one; whoever else asks meanwhile waits for it. A worn one is
   * left to those who still use it.
   */
  SshShell shell() {
    lock.lock();
    try {
      SshShell current = shell;
      if (current == null || current.isClosed() || current.isWorn()) {
        if (current != null && !current.isClosed()) {
          worn.add(current);
        }
        current = open();
        shell = current;
      }
      return current;
    } finally {
      lock.unlock();
    }
  }

  private SshShell open() {
    Endpoint endpoint = Endpoint.of(target);
    ClientSession session =
        target
            .jump()
            .map(
                jump ->
                    dialer.dial(endpoint, () -> jumps.through(Endpoint.of(target, jump), endpoint)))
            .orElseGet(() -> dialer.dial(endpoint));
    SshShell opened = new SshShell(target, session, pulse, sent);
    boolean proven = false;
    try {
      opened.becomeRoot();
      proven = true;
      return opened;
    } finally {
      if (!proven) {
        opened.close();
      }
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      SshShell current = shell;
      if (current != null) {
        current.close();
      }
      worn.forEach(SshShell::close);
    } finally {
      lock.unlock();
    }
  }
}
