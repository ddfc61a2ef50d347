package dev.daruma.engine.ssh;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.core.CoreModuleProperties;

/** How daruma uses MINA: what it negotiates, and how it notices that a host is gone. */
final class ClientSetup {
  /** Answers that may be missed, one after the other, before a connection counts as dead. */
  static final int MISSED_HEARTBEATS = 3;

  /** Threads of MINA; more than hosts that wait for an agent which waits for a finger. */
  private static final int THREADS = 8;

  private static final List<String> QUICK_EXCHANGES =
      List.of("mlkem768x25519-sha256", "curve25519-sha256", "curve25519-sha256@libssh.org");

  private ClientSetup() {}

  static SshClient start(Duration heartbeat) {
    SshClient client = ClientBuilder.builder().build(true);
    // Nothing of the operator's own SSH configuration but what the site file names.
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setUserAuthFactories(List.of(new OfferedKeys.Factory()));
    client.setServerKeyVerifier(
        (session, address, key) ->
            Handshake.of(session)
                .map(handshake -> handshake.accepts(KeyBlob.of(key)))
                .orElse(false));
    client.addSessionListener(new Watcher());
    client.setNioWorkers(THREADS);
    // Two to three times faster than chacha20 where the processor knows AES, as most do.
    client.setCipherFactories(
        client.getCipherFactories().stream()
            .sorted(Comparator.comparing(cipher -> !cipher.getName().contains("gcm@")))
            .toList());
    // sntrup761 costs a program that has just started more than all else it does with a host.
    client.setKeyExchangeFactories(
        client.getKeyExchangeFactories().stream()
            .sorted(Comparator.comparingInt(exchange -> placeOf(exchange.getName())))
            .toList());
    // Without it an exec takes 50 ms instead of 5.
    CoreModuleProperties.TCP_NODELAY.set(client, true);
    CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, heartbeat);
    CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, MISSED_HEARTBEATS);
    client.start();
    return client;
  }

  /** Against quantum computers where a host can do it cheaply (OpenSSH 9.9), then X25519. */
  private static int placeOf(String keyExchange) {
    int place = QUICK_EXCHANGES.indexOf(keyExchange);
    return place < 0 ? QUICK_EXCHANGES.size() : place;
  }

  /** The signatures with those first by which the host is already known. */
  static List<NamedFactory<Signature>> preferring(
      List<String> types, List<NamedFactory<Signature>> signatures) {
    return signatures.stream()
        .sorted(Comparator.comparing(signature -> !types.contains(keyType(signature.getName()))))
        .toList();
  }

  /** RFC 8332: the signatures rsa-sha2-256 and rsa-sha2-512 are made with ssh-rsa keys. */
  private static String keyType(String signature) {
    return signature.startsWith("rsa-sha2-") ? "ssh-rsa" : signature;
  }

  private static final class Watcher implements SessionListener {
    @Override
    public void sessionCreated(Session session) {
      Handshake.of(session)
          .ifPresent(
              handshake -> {
                session.setSignatureFactories(
                    preferring(handshake.preferredTypes(), session.getSignatureFactories()));
                ((ClientSession) session)
                    .setPublicKeyAuthenticationReporter(new OfferedKeys.Reporter(handshake));
              });
    }

    @Override
    public void sessionDisconnect(
        Session session, int reason, String words, String language, boolean initiator) {
      if (words != null && !words.isBlank()) {
        Handshake.of(session).ifPresent(handshake -> handshake.saidFarewell(words));
      }
    }

    @Override
    public void sessionException(Session session, Throwable broken) {
      String said = DialFailure.words(broken);
      String words =
          said.contains("heartbeat")
              ? "the host gave no sign of life " + MISSED_HEARTBEATS + " times in a row"
              : said;
      Handshake.of(session).ifPresent(handshake -> handshake.saidFarewell(words));
    }
  }
}
