package dev.daruma.app.probe;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocket;

/**
 * Asks the API over a TCP and TLS connection of its own each time.
 *
 * @param question made anew for each look
 * @param limits ends what takes too long
 */
public record ApiProbe(
    ApiAccess access, Supplier<Question> question, ScheduledExecutorService limits) {
  /**
   * From the first packet to the answer. As TCP sends a lost first packet again after one second
   * (RFC 6298, 2), a connection begun while the address was away is none that comes late.
   */
  static final int LIMIT_MILLISECONDS = 1000;

  /** Whether it answered well within the limit. */
  public boolean answers() {
    try (Socket plain = new Socket()) {
      // Whatever it hangs in, closing the socket ends it.
      var limit = limits.schedule(() -> close(plain), LIMIT_MILLISECONDS, TimeUnit.MILLISECONDS);
      try (SSLSocket socket = access.connect(plain, LIMIT_MILLISECONDS)) {
        socket.getOutputStream().write(question.get().bytes(access.server().getHost(), true));
        String status =
            new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        return status.equals("HTTP/1.1 200");
      } finally {
        limit.cancel(false);
      }
    } catch (IOException _) {
      return false;
    }
  }

  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It is closed already.
    }
  }
}
