package dev.daruma.engine.ssh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.KeyPair;
import org.apache.sshd.agent.common.AbstractAgentClient;
import org.apache.sshd.agent.local.AgentImpl;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** An ssh-agent in this process. */
final class TestAgent implements AutoCloseable {
  final Path socket;
  private final AgentImpl keys = new AgentImpl();
  private final ServerSocketChannel door;

  TestAgent(Path directory, KeyPair... pairs) {
    try {
      socket = directory.resolve("agent");
      for (KeyPair pair : pairs) {
        keys.addIdentity(pair, "test-key");
      }
      door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      door.bind(UnixDomainSocketAddress.of(socket));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Thread _ = Thread.ofVirtual().start(this::accept);
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel visitor = door.accept();
        Thread _ = Thread.ofVirtual().start(() -> converse(visitor));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void converse(SocketChannel visitor) {
    try (visitor) {
      AbstractAgentClient protocol =
          new AbstractAgentClient(keys) {
            @Override
            protected void reply(Buffer answer) throws IOException {
              int _ =
                  visitor.write(ByteBuffer.wrap(answer.array(), answer.rpos(), answer.available()));
            }
          };
      ByteBuffer chunk = ByteBuffer.allocate(64 * 1024);
      while (visitor.read(chunk) >= 0) {
        chunk.flip();
        protocol.messageReceived(new ByteArrayBuffer(chunk.array(), 0, chunk.limit()));
        chunk.clear();
      }
    } catch (IOException ended) {
      // So has the visitor.
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
