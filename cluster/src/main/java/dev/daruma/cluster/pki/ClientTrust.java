package dev.daruma.cluster.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS as a client of the cluster: whom it trusts, and who it is. */
public final class ClientTrust {
  /** The store is never written; Java wants a password all the same. */
  private static final char[] UNUSED = "unused".toCharArray();

  private ClientTrust() {}

  /**
   * @param authority PEM of the certificate authority that servers are trusted by
   * @param certificate PEM of the client's certificate
   * @param key PEM of its private key
   * @throws PkiException when one of them cannot be read
   */
  public static SSLContext context(String authority, String certificate, String key) {
    try {
      KeyStore trusted = empty();
      trusted.setCertificateEntry(
          "cluster", PemReading.certificate("the cluster's authority", authority));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      KeyStore own = empty();
      own.setKeyEntry(
          "client",
          PemReading.keyPair("the administrator's key", key).getPrivate(),
          UNUSED,
          new Certificate[] {
            PemReading.certificate("the administrator's certificate", certificate)
          });
      KeyManagerFactory identity =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      identity.init(own, UNUSED);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(identity.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException unusable) {
      throw new PkiException("the cluster's certificates cannot be used for TLS", unusable);
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
