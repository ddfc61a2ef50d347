package dev.daruma.bench.scale;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;

/**
 * Many hosts in one process, until standard input ends.
 *
 * <p>Usage: {@code Simulate RECORDING FOLDER HOSTS LATENCY}, latency of a round trip in
 * milliseconds. Writes the site to the folder and says {@code ready}. The hosts' addresses,
 * 10.77.0.0/16, must lie on this machine.
 */
public final class Simulate {
  private static final int PORT = 2222;

  private Simulate() {}

  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    Recording recording = Recording.read(Path.of(arguments[0]));
    SimulatedSite site =
        SimulatedSite.make(
            Path.of(arguments[1]).toAbsolutePath(),
            Integer.parseInt(arguments[2]),
            PORT,
            recording);
    Map<String, SimulatedHost> hosts = SimulatedHosts.of(site, recording);
    try (SshServer server = server(site, hosts)) {
      server.setSessionFactory(
          new SlowSessions(server, Duration.ofMillis(Long.parseLong(arguments[3]))));
      server.start();
      System.out.println("ready");
      while (System.in.read() >= 0) {
        // Whatever is written, only the end counts.
      }
    }
  }

  private static SshServer server(SimulatedSite site, Map<String, SimulatedHost> hosts) {
    SshServer server = SshServer.setUpDefaultServer();
    server.setPort(site.port());
    server.setHost(String.join(",", hosts.keySet()));
    server.setKeyPairProvider(KeyPairProvider.wrap(List.of(site.server())));
    server.setPublickeyAuthenticator(
        (user, key, session) -> KeyUtils.compareKeys(key, site.user().getPublic()));
    server.setCommandFactory(
        (channel, command) -> new SimulatedShell(reached(channel.getSession(), hosts), command));
    CoreModuleProperties.TCP_NODELAY.set(server, true);
    return server;
  }

  private static SimulatedHost reached(Session session, Map<String, SimulatedHost> hosts) {
    InetSocketAddress address = (InetSocketAddress) session.getIoSession().getLocalAddress();
    SimulatedHost host = hosts.get(address.getAddress().getHostAddress());
    if (host == null) {
      throw new IllegalStateException("no host is simulated at " + address);
    }
    return host;
  }
}
