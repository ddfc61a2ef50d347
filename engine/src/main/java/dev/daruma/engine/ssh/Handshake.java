package dev.daruma.engine.ssh;

import dev.daruma.engine.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.session.Session;
import org.jspecify.annotations.Nullable;

/** What one attempt to log in needs, and what was learned by it; travels with MINA's session. */
final class Handshake {
  static final AttributeRepository.AttributeKey<Handshake> KEY =
      new AttributeRepository.AttributeKey<>();

  private final Endpoint endpoint;
  private final Offer offer;
  private final HostKeyCheck check;
  private final List<String> preferredTypes;
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private volatile @Nullable Problem hostKeyProblem;
  private volatile @Nullable String farewell;

  /**
   * @param preferredTypes of host keys, to be asked for first
   */
  Handshake(Endpoint endpoint, Offer offer, HostKeyCheck check, List<String> preferredTypes) {
    this.endpoint = endpoint;
    this.offer = offer;
    this.check = check;
    this.preferredTypes = preferredTypes;
  }

  /** The handshake this session was opened for. */
  static Optional<Handshake> of(Session session) {
    return session instanceof ClientSession client && client.getConnectionContext() != null
        ? Optional.ofNullable(client.getConnectionContext().getAttribute(KEY))
        : Optional.empty();
  }

  Endpoint endpoint() {
    return endpoint;
  }

  Offer offer() {
    return offer;
  }

  List<String> preferredTypes() {
    return preferredTypes;
  }

  /** Judges the key the host has shown; the connection ends unless this is true. */
  boolean accepts(KeyBlob key) {
    Optional<Problem> problem = check.judge(endpoint, key);
    hostKeyProblem = problem.orElse(null);
    return problem.isEmpty();
  }

  Optional<Problem> hostKeyProblem() {
    return Optional.ofNullable(hostKeyProblem);
  }

  void wasRefused(KeyBlob key) {
    offer.keys().stream()
        .filter(offered -> KeyBlob.of(offered.publicKey()).equals(key))
        .map(offered -> offered.origin() + " (" + key + ")")
        .filter(line -> !refused.contains(line))
        .forEach(refused::add);
  }

  /** The keys the host did not take, for a person. */
  List<String> refused() {
    return new ArrayList<>(refused);
  }

  void saidFarewell(String words) {
    farewell = words;
  }

  /** Why the other side, or MINA, ended the connection. */
  Optional<String> farewell() {
    return Optional.ofNullable(farewell);
  }
}
