package dev.daruma.engine.ssh;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * An ssh-agent behind its Unix socket. Each request has a connection of its own.
 *
 * <p>Protocol: draft-ietf-sshm-ssh-agent; a message is its length in four bytes, then its body.
 */
final class AgentSocket extends AbstractAgentProxy {
  private static final int LONGEST_ANSWER = 4 * 1024 * 1024;

  private final Path socket;

  AgentSocket(Path socket) {
    super(null);
    this.socket = socket;
  }

  @Override
  protected Buffer request(Buffer request) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      ByteBuffer message = ByteBuffer.wrap(request.array(), request.rpos(), request.available());
      while (message.hasRemaining()) {
        int _ = channel.write(message);
      }
      int length = read(channel, 4).getInt();
      if (length < 1 || length > LONGEST_ANSWER) {
        throw new IOException("the agent answered with " + length + " bytes");
      }
      return new ByteArrayBuffer(read(channel, length).array());
    }
  }

  private static ByteBuffer read(SocketChannel channel, int length) throws IOException {
    ByteBuffer answer = ByteBuffer.allocate(length);
    while (answer.hasRemaining()) {
      if (channel.read(answer) < 0) {
        throw new EOFException("the agent ended its answer early");
      }
    }
    return answer.flip();
  }

  @Override
  public boolean isOpen() {
    return true;
  }
}
