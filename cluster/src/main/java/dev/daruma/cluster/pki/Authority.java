package dev.daruma.cluster.pki;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A certificate authority: its certificate and the key it signs with. */
public record Authority(X509Certificate certificate, KeyPair keys) {
  /** Bit of the key usage extension, RFC 5280, 4.2.1.3. */
  private static final int KEY_CERT_SIGN = 5;

  public static Authority create(
      Subject subject, KeyKind kind, Duration lifetime, Clock clock, SecureRandom random) {
    KeyPair keys = kind.generate(random);
    return new Authority(CertificateIssue.authority(subject, keys, lifetime, clock, random), keys);
  }

  /**
   * @param certificateFile name of the file the certificate is from, for messages
   * @throws PkiException when they are unreadable, do not belong together, have expired, or are not
   *     an authority's
   */
  static Authority read(
      String certificateFile, String certificateText, String keyFile, String keyText, Clock clock) {
    return of(
        certificateFile, certificateText, keyFile, PemReading.keyPair(keyFile, keyText), clock);
  }

  /**
   * One that somebody else has made.
   *
   * @param password of the key, where it is encrypted
   * @throws PkiException when they are unreadable, do not belong together, have expired, or are not
   *     an authority's
   */
  public static Authority read(
      String certificateFile,
      String certificateText,
      String keyFile,
      String keyText,
      Optional<String> password,
      Clock clock) {
    return of(
        certificateFile,
        certificateText,
        keyFile,
        EncryptedKeys.keyPair(keyFile, keyText, password),
        clock);
  }

  private static Authority of(
      String certificateFile, String certificateText, String keyFile, KeyPair keys, Clock clock) {
    X509Certificate certificate = PemReading.certificate(certificateFile, certificateText);
    if (!certificate.getPublicKey().equals(keys.getPublic())) {
      throw new PkiException(keyFile + " does not belong to " + certificateFile);
    }
    boolean[] usage = certificate.getKeyUsage();
    if (certificate.getBasicConstraints() < 0 || (usage != null && !usage[KEY_CERT_SIGN])) {
      throw new PkiException(
          certificateFile + " is not an authority's: it may not sign certificates");
    }
    Instant begin = certificate.getNotBefore().toInstant();
    if (clock.instant().isBefore(begin)) {
      throw new PkiException(certificateFile + " is not valid before " + begin);
    }
    Instant end = certificate.getNotAfter().toInstant();
    if (!clock.instant().isBefore(end)) {
      throw new PkiException(certificateFile + " has expired at " + end);
    }
    return new Authority(certificate, keys);
  }

  /**
   * What a joining host pins, {@code sha256:} and 64 hexadecimal digits over the public key.
   * Source: kubeadm, util/pubkeypin.
   */
  public String publicKeyHash() {
    return new CertificateFacts(certificate).publicKeyHash();
  }

  @Override
  public String toString() {
    return "Authority(" + certificate.getSubjectX500Principal() + ")";
  }
}
