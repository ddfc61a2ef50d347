package dev.daruma.engine.ssh;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.host.Target;
import dev.daruma.engine.shell.Pulse;
import dev.daruma.engine.shell.Shell;
import dev.daruma.engine.shell.Shells;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.sshd.client.SshClient;

/**
 * The shells of hosts reached over SSH: one connection for each, made on first use, made anew when
 * the last one has ended. Hosts never wait for each other.
 */
public final class SshShells implements Shells {
  /**
   * How often a host is asked for a sign of life, and given one; three answers missed end the
   * connection.
   */
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private final SshClient client;
  private final LongAdder sent = new LongAdder();
  private final Map<HostName, Line> lines = new TreeMap<>();

  public SshShells(List<Target> targets, SshEnvironment environment) {
    this(targets, environment, HEARTBEAT);
  }

  SshShells(List<Target> targets, SshEnvironment environment, Duration heartbeat) {
    client = ClientSetup.start(heartbeat);
    Dialer dialer = new Dialer(client, new KeyRing(environment));
    Jumps jumps = new Jumps(dialer);
    Pulse pulse = new Pulse(heartbeat, heartbeat.multipliedBy(ClientSetup.MISSED_HEARTBEATS + 1));
    for (Target target : targets) {
      lines.put(target.name(), new Line(target, dialer, jumps, pulse, sent));
    }
  }

  /**
   * @throws IllegalArgumentException when no target has this name
   */
  @Override
  public Shell on(HostName host) {
    Line line = lines.get(host);
    if (line == null) {
      throw new IllegalArgumentException("no target is named " + host);
    }
    return line.shell();
  }

  @Override
  public long bytesSent() {
    return sent.sum();
  }

  @Override
  public void close() {
    lines.values().forEach(Line::close);
    client.stop();
  }

  /** A word of 128 random bits. */
  static String randomWord() {
    byte[] bits = new byte[16];
    new SecureRandom().nextBytes(bits);
    return HexFormat.of().formatHex(bits);
  }
}
