package dev.daruma.engine.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.LongAdder;

/** A stream whose bytes are counted on their way. */
final class CountedStream extends OutputStream {
  private final OutputStream to;
  private final LongAdder count;

  CountedStream(OutputStream to, LongAdder count) {
    this.to = to;
    this.count = count;
  }

  @Override
  public void write(int octet) throws IOException {
    to.write(octet);
    count.increment();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    to.write(bytes, offset, length);
    count.add(length);
  }

  @Override
  public void flush() throws IOException {
    to.flush();
  }

  @Override
  public void close() throws IOException {
    to.close();
  }
}
