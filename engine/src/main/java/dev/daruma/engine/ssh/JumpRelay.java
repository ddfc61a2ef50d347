package dev.daruma.engine.ssh;

import dev.daruma.engine.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.net.SshdSocketAddress;

/**
 * A way through a jump host: a socket on the loopback that takes one connection, ours, and is
 * closed; what goes in comes out at the host behind.
 *
 * <p>MINA's own port forwarding would keep the socket open for everybody on this machine, and could
 * not say why the host behind does not answer.
 */
final class JumpRelay {
  private JumpRelay() {}

  /**
   * @return where to connect to, once
   * @throws ProblemException when the jump host cannot reach the endpoint
   */
  static InetSocketAddress open(ClientSession jump, Endpoint endpoint, String jumpPlace) {
    try {
      ChannelDirectTcpip channel =
          jump.createDirectTcpipChannel(
              new SshdSocketAddress("127.0.0.1", 0),
              new SshdSocketAddress(endpoint.address(), endpoint.port()));
      channel.open().verify(endpoint.limit());
      ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      door.setSoTimeout((int) endpoint.limit().toMillis());
      Thread _ = Thread.ofVirtual().name("jump").start(() -> admitOne(door, channel));
      return new InetSocketAddress(door.getInetAddress(), door.getLocalPort());
    } catch (IOException refused) {
      throw new ProblemException(
          DialFailure.notReachedBehind(endpoint, jumpPlace, refused), refused);
    }
  }

  private static void admitOne(ServerSocket door, ChannelDirectTcpip channel) {
    try (door) {
      Socket socket = door.accept();
      socket.setTcpNoDelay(true);
      Thread _ = Thread.ofVirtual().name("jump-there").start(() -> carry(socket, channel, true));
      Thread _ = Thread.ofVirtual().name("jump-back").start(() -> carry(socket, channel, false));
    } catch (IOException nobodyCame) {
      ChannelPipes.close(channel);
    }
  }

  private static void carry(Socket socket, ChannelDirectTcpip channel, boolean there) {
    try (InputStream from = there ? socket.getInputStream() : channel.getInvertedOut();
        OutputStream to = there ? channel.getInvertedIn() : socket.getOutputStream()) {
      byte[] chunk = new byte[32 * 1024];
      for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
        to.write(chunk, 0, count);
        to.flush();
      }
    } catch (IOException ended) {
      // The SSH connection within notices, and says so to whoever uses it.
    } finally {
      ChannelPipes.close(channel);
      try {
        socket.close();
      } catch (IOException alreadyClosed) {
        // Then there is nothing to close.
      }
    }
  }
}
