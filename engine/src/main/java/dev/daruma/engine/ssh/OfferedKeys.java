package dev.daruma.engine.ssh;

import java.security.KeyPair;
import java.util.Iterator;
import java.util.List;
import org.apache.sshd.client.auth.pubkey.KeyAgentIdentity;
import org.apache.sshd.client.auth.pubkey.KeyPairIdentity;
import org.apache.sshd.client.auth.pubkey.PublicKeyAuthenticationReporter;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.signature.SignatureFactoriesManager;

/**
 * Login by public key with exactly the keys of the handshake's {@link Offer}, in its order.
 *
 * <p>MINA's own way offers every key of the agent first, whether it was named or not.
 */
final class OfferedKeys extends UserAuthPublicKey {
  @Override
  protected Iterator<PublicKeyIdentity> createPublicKeyIterator(
      ClientSession session, SignatureFactoriesManager factories) {
    List<Offer.Key> keys =
        Handshake.of(session).map(handshake -> handshake.offer().keys()).orElse(List.of());
    return keys.stream().map(key -> identity(key, session, factories)).iterator();
  }

  private static PublicKeyIdentity identity(
      Offer.Key key, ClientSession session, SignatureFactoriesManager factories) {
    return switch (key) {
      case Offer.Key.FromAgent(var agent, var publicKey, var comment) ->
          new KeyAgentIdentity(agent, publicKey, comment);
      case Offer.Key.FromFile(var _, var pair) -> new KeyPairIdentity(factories, session, pair);
    };
  }

  static final class Factory extends UserAuthPublicKeyFactory {
    @Override
    public UserAuthPublicKey createUserAuth(ClientSession session) {
      return new OfferedKeys();
    }
  }

  /** Writes down which keys the host did not take. */
  record Reporter(Handshake handshake) implements PublicKeyAuthenticationReporter {
    @Override
    public void signalAuthenticationFailure(
        ClientSession session, String service, KeyPair key, boolean partial, List<String> methods) {
      handshake.wasRefused(KeyBlob.of(key.getPublic()));
    }
  }
}
