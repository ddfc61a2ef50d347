package dev.daruma.engine.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A network between two ends that can fall silent, or be cut. */
final class Proxy implements AutoCloseable {
  private final ServerSocket door;
  private final int destination;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean silent;

  Proxy(int destination) {
    this.destination = destination;
    try {
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Thread _ = Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** From now on nothing arrives, and nobody is told. */
  void fallSilent() {
    silent = true;
  }

  /** Resets all connections. */
  void cut() {
    for (Socket socket : sockets) {
      try {
        socket.setSoLinger(true, 0);
        socket.close();
      } catch (IOException alreadyClosed) {
        // Cut all the same.
      }
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket near = door.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), destination);
        sockets.add(near);
        sockets.add(far);
        Thread _ = Thread.ofVirtual().start(() -> carry(near, far));
        Thread _ = Thread.ofVirtual().start(() -> carry(far, near));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void carry(Socket from, Socket to) {
    try (InputStream input = from.getInputStream();
        OutputStream output = to.getOutputStream()) {
      byte[] chunk = new byte[32 * 1024];
      for (int count = input.read(chunk); count >= 0; count = input.read(chunk)) {
        if (silent) {
          over.await();
        }
        output.write(chunk, 0, count);
      }
    } catch (IOException | InterruptedException ended) {
      // Cut, or the test is over.
    }
  }

  @Override
  public void close() {
    over.countDown();
    cut();
    try {
      door.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
