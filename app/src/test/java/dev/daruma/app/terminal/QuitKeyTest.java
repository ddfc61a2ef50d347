package dev.daruma.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class QuitKeyTest {
  @Test
  void qAndEnterIsTold() throws IOException, InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    PipedOutputStream keyboard = new PipedOutputStream();
    QuitKey.telling(new PipedInputStream(keyboard), told::countDown);
    keyboard.write("no\nQ \n".getBytes(StandardCharsets.UTF_8));
    keyboard.flush();
    assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void theEndOfTheInputIsNot() throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    ByteArrayInputStream nothing =
        new ByteArrayInputStream("quit\n".getBytes(StandardCharsets.UTF_8)) {
          @Override
          public synchronized int read(byte[] bytes, int offset, int length) {
            int count = super.read(bytes, offset, length);
            if (count < 0) {
              closed.countDown();
            }
            return count;
          }
        };
    QuitKey.telling(nothing, told::countDown);
    assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(told.getCount()).isEqualTo(1);
  }
}
