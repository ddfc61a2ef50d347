package dev.daruma.engine.shell;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What arrives on a stream, cut at markers.
 *
 * <p>A thread of its own reads as soon as there is something, so that two streams of one process
 * can never block each other, however much they carry.
 */
final class Arrivals {
  /** A thousand hosts have two streams each: what is kept between answers has to be small. */
  private static final int SMALL = 8192;

  private final ReentrantLock lock = new ReentrantLock();
  private final int limit;
  private byte[] buffer = new byte[SMALL];
  private int start;
  private int end;
  private int searched;
  private @Nullable Awaited awaited;
  private @Nullable IOException ended;

  private static final class Awaited {
    final byte[] marker;
    final CompletableFuture<byte[]> answer = new CompletableFuture<>();

    Awaited(byte[] marker) {
      this.marker = marker;
    }
  }

  private Arrivals(int limit) {
    this.limit = limit;
  }

  /**
   * @param limit how much may wait for its marker, in bytes; beyond it the stream counts as broken
   */
  static Arrivals from(InputStream stream, int limit) {
    Arrivals arrivals = new Arrivals(limit);
    Thread.ofVirtual().name("arrivals").start(() -> arrivals.read(stream));
    return arrivals;
  }

  /**
   * Everything up to the marker, which is taken away with it. Only the latest call is answered: a
   * new one takes the place of one that still waits.
   *
   * @return fails with an {@link IOException} when the stream ends first
   */
  CompletableFuture<byte[]> until(byte[] marker) {
    Awaited next = new Awaited(marker);
    lock.lock();
    try {
      awaited = next;
      searched = start;
      search();
    } finally {
      lock.unlock();
    }
    return next.answer;
  }

  /** Whether nothing more will arrive. */
  boolean hasEnded() {
    lock.lock();
    try {
      return ended != null;
    } finally {
      lock.unlock();
    }
  }

  /** What has arrived and was not taken yet. */
  byte[] rest() {
    lock.lock();
    try {
      return Arrays.copyOfRange(buffer, start, end);
    } finally {
      lock.unlock();
    }
  }

  private void read(InputStream stream) {
    byte[] chunk = new byte[SMALL];
    try (stream) {
      for (int count = stream.read(chunk); count >= 0; count = stream.read(chunk)) {
        add(chunk, count);
      }
      end(new EOFException("the stream ended"));
    } catch (IOException broken) {
      end(broken);
    }
  }

  private void add(byte[] chunk, int count) throws IOException {
    lock.lock();
    try {
      if (end - start + count > limit) {
        throw new AnswerTooLong(limit);
      }
      makeRoom(count);
      System.arraycopy(chunk, 0, buffer, end, count);
      end += count;
      search();
    } finally {
      lock.unlock();
    }
  }

  private void makeRoom(int count) {
    if (end + count <= buffer.length) {
      return;
    }
    int held = end - start;
    byte[] target =
        held + count <= buffer.length / 2
            ? buffer
            : new byte[Math.max(buffer.length * 2, held + count)];
    System.arraycopy(buffer, start, target, 0, held);
    buffer = target;
    searched -= start;
    start = 0;
    end = held;
  }

  /** Lets go of the room that a long answer took. */
  private void shrink() {
    if (start == end && buffer.length > SMALL) {
      buffer = new byte[SMALL];
      start = 0;
      end = 0;
      searched = 0;
    }
  }

  private void search() {
    Awaited waiting = awaited;
    if (waiting == null) {
      return;
    }
    byte[] marker = waiting.marker;
    for (; searched + marker.length <= end; searched++) {
      if (buffer[searched] == marker[0]
          && Arrays.equals(buffer, searched, searched + marker.length, marker, 0, marker.length)) {
        byte[] taken = Arrays.copyOfRange(buffer, start, searched);
        start = searched + marker.length;
        searched = start;
        awaited = null;
        shrink();
        waiting.answer.complete(taken);
        return;
      }
    }
    if (ended != null) {
      awaited = null;
      waiting.answer.completeExceptionally(ended);
    }
  }

  private void end(IOException reason) {
    lock.lock();
    try {
      ended = reason;
      search();
    } finally {
      lock.unlock();
    }
  }
}
