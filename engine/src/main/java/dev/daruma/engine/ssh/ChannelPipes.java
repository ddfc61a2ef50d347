package dev.daruma.engine.ssh;

import dev.daruma.engine.shell.Pipes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.session.ClientSession;

/** A command that runs on a host, over a channel of its connection. */
record ChannelPipes(ChannelExec channel, OutputStream input) implements Pipes {
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  /**
   * @param sent counts the bytes that are written to the command
   */
  static ChannelPipes open(ClientSession session, String command, Duration limit, LongAdder sent)
      throws IOException {
    ChannelExec channel = create(session, command);
    boolean open = false;
    try {
      channel.open().verify(limit);
      open = true;
      return new ChannelPipes(channel, new CountedStream(channel.getInvertedIn(), sent));
    } finally {
      if (!open) {
        close(channel);
      }
    }
  }

  private static ChannelExec create(ClientSession session, String command) throws IOException {
    try {
      return session.createExecChannel(command);
    } catch (IllegalStateException closing) {
      throw new IOException("the connection has ended before", closing);
    }
  }

  @Override
  public InputStream output() {
    return channel.getInvertedOut();
  }

  @Override
  public InputStream error() {
    return channel.getInvertedErr();
  }

  @Override
  public void close() {
    close(channel);
  }

  /**
   * Tells the host that the channel is done with. MINA's immediate close tells it nothing, and sshd
   * keeps counting the channel as one of its MaxSessions.
   */
  static void close(ClientChannel channel) {
    try {
      if (!channel.close(false).await(FAREWELL)) {
        channel.close(true);
      }
    } catch (IOException stopped) {
      channel.close(true);
    }
  }
}
