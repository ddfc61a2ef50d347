package dev.daruma.bench.scale;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.SessionFactory;

/** Sessions whatever is sent to reaches late, as over a long way; nothing overtakes anything. */
final class SlowSessions extends SessionFactory {
  private final Duration latency;
  private final List<ScheduledExecutorService> carriers;

  /**
   * @param latency of a round trip; zero or more
   */
  SlowSessions(SshServer server, Duration latency) {
    super(server);
    this.latency = latency;
    this.carriers =
        Stream.generate(
                () ->
                    Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().factory()))
            .limit(4)
            .toList();
  }

  @Override
  public void messageReceived(IoSession session, Readable message) throws Exception {
    if (latency.isZero()) {
      super.messageReceived(session, message);
      return;
    }
    // The caller uses its buffer anew.
    byte[] bytes = new byte[message.available()];
    message.getRawBytes(bytes, 0, bytes.length);
    var _ =
        carriers
            .get((int) (session.getId() % carriers.size()))
            .schedule(
                () -> {
                  try {
                    super.messageReceived(session, new ByteArrayBuffer(bytes));
                  } catch (Exception broken) {
                    session.close(true);
                  }
                },
                latency.toNanos(),
                TimeUnit.NANOSECONDS);
  }
}
