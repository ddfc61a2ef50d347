package dev.daruma.app.probe;

import dev.daruma.cluster.drill.Look;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSocket;

/**
 * One connection kept open, with one request after the other on it, as a patient client has it:
 * when an answer does not come within a second, or the connection ends, it connects anew.
 */
public final class KeptConnection implements AutoCloseable {
  /** A new connection is tried again sooner than an answer is given up. */
  private static final int CONNECT_MILLISECONDS = 250;

  private final Duration pace;
  private final ApiAccess access;
  private final Question question;
  private final InstantSource clock;
  private final Looks looks;
  private final ScheduledExecutorService limits;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param pace from the beginning of one request to the beginning of the next
   */
  public KeptConnection(Duration pace, ApiAccess access, Question question, InstantSource clock) {
    this.pace = pace;
    this.access = access;
    this.question = question;
    this.clock = clock;
    this.looks = new Looks(pace, clock);
    // A request that begins while this is being closed has no limit any more, and is no failure.
    this.limits =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().factory(), new ThreadPoolExecutor.DiscardPolicy());
    this.thread = Thread.ofVirtual().name("kept connection").start(this::keep);
  }

  /** A connection, and the socket below it, whose end nothing can hold up. */
  private record Open(Socket plain, SSLSocket tls) {
    void close() {
      ApiProbe.close(plain);
    }
  }

  private void keep() {
    Optional<Open> connection = Optional.empty();
    while (!closed) {
      Instant begun = clock.instant();
      connection = look(begun, connection);
      Duration left = pace.minus(Duration.between(begun, clock.instant()));
      if (left.isPositive()) {
        LockSupport.parkNanos(left.toNanos());
      }
    }
    connection.ifPresent(Open::close);
  }

  /** One request; gives the connection while it may be used again. */
  private Optional<Open> look(Instant begun, Optional<Open> present) {
    Optional<Open> connection = present.or(this::connect);
    boolean answered = connection.isPresent() && answers(connection.get());
    if (!closed) {
      looks.add(new Look(begun, answered));
    }
    if (answered) {
      return connection;
    }
    connection.ifPresent(Open::close);
    return Optional.empty();
  }

  private Optional<Open> connect() {
    Socket plain = new Socket();
    var limit = limits.schedule(() -> ApiProbe.close(plain), 1, TimeUnit.SECONDS);
    try {
      SSLSocket socket = access.connect(plain, CONNECT_MILLISECONDS);
      socket.startHandshake();
      return Optional.of(new Open(plain, socket));
    } catch (IOException _) {
      ApiProbe.close(plain);
      return Optional.empty();
    } finally {
      limit.cancel(false);
    }
  }

  private boolean answers(Open open) {
    var limit = limits.schedule(open::close, ApiProbe.LIMIT_MILLISECONDS, TimeUnit.MILLISECONDS);
    try {
      open.tls().getOutputStream().write(question.bytes(access.server().getHost(), false));
      return Answer.read(open.tls().getInputStream()).status() == 200;
    } catch (IOException _) {
      return false;
    } finally {
      limit.cancel(false);
    }
  }

  public Looks looks() {
    return looks;
  }

  @Override
  public void close() {
    closed = true;
    limits.shutdownNow();
    thread.interrupt();
  }
}
