package dev.daruma.cluster.pki;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What is known of a certificate that was found on a host. */
public record CertificateFacts(X509Certificate certificate) {
  /** Kinds of alternative names, RFC 5280, 4.2.1.6. */
  private static final int DNS_NAME = 2;

  private static final int IP_ADDRESS = 7;

  /** Renewed when less than this part of its life is left: time for a person to notice failures. */
  private static final int RENEWAL_PART = 3;

  /**
   * @param file for messages
   * @throws PkiException when the text holds no readable certificate
   */
  public static CertificateFacts read(String file, String text) {
    return new CertificateFacts(PemReading.certificate(file, text));
  }

  /** As RFC 2253 writes it, such as {@code CN=kube-apiserver}. */
  public String subject() {
    return certificate.getSubjectX500Principal().getName();
  }

  public String issuer() {
    return certificate.getIssuerX500Principal().getName();
  }

  public Instant notBefore() {
    return certificate.getNotBefore().toInstant();
  }

  public Instant notAfter() {
    return certificate.getNotAfter().toInstant();
  }

  /** Such as {@code RSA} or {@code EC}. */
  public String keyAlgorithm() {
    return certificate.getPublicKey().getAlgorithm();
  }

  /** SHA-256 over the certificate, 64 hexadecimal digits. */
  public String fingerprint() {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java run-time has SHA-256", e);
    }
  }

  /**
   * What a joining host pins of an authority, {@code sha256:} and 64 hexadecimal digits over the
   * public key. Source: kubeadm, util/pubkeypin.
   */
  public String publicKeyHash() {
    try {
      return "sha256:"
          + HexFormat.of()
              .formatHex(
                  MessageDigest.getInstance("SHA-256")
                      .digest(certificate.getPublicKey().getEncoded()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java run-time has SHA-256", e);
    }
  }

  public AlternativeNames names() {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? AlternativeNames.NONE
          : AlternativeNames.of(
              names.stream()
                  .filter(name -> name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS))
                  .map(name -> (String) name.get(1))
                  .toList());
    } catch (CertificateParsingException e) {
      throw new PkiException("the names of " + subject() + " cannot be read", e);
    }
  }

  /** By name and by signature: an authority made anew under the same name is another one. */
  public boolean issuedBy(X509Certificate authority) {
    try {
      certificate.verify(authority.getPublicKey());
      return certificate.getIssuerX500Principal().equals(authority.getSubjectX500Principal());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** The public key as curl pins it: {@code sha256//} and base64 over its encoding. */
  public String publicKeyPin() {
    return "sha256//"
        + Base64.getEncoder()
            .encodeToString(HexFormat.of().parseHex(publicKeyHash().substring("sha256:".length())));
  }

  /** Why a certificate that may bear these names alone has to be made anew, if it has to. */
  public Optional<String> surplus(AlternativeNames wanted) {
    AlternativeNames more = wanted.missing(names());
    return more.isEmpty()
        ? Optional.empty()
        : Optional.of("it bears names that are not asked for: " + String.join(", ", more.asText()));
  }

  /**
   * Why this certificate has to be made anew, if it has to.
   *
   * @param wanted names it must be valid for; more than these do no harm
   * @param authority the one that has to have signed it
   */
  public Optional<String> reasonToReissue(
      AlternativeNames wanted, X509Certificate authority, Clock clock) {
    Instant now = clock.instant();
    if (!issuedBy(authority)) {
      return Optional.of("it was issued by another authority");
    }
    if (!now.isBefore(notAfter())) {
      return Optional.of("it has expired at " + notAfter());
    }
    Duration left = Duration.between(now, notAfter());
    if (left.multipliedBy(RENEWAL_PART).compareTo(Duration.between(notBefore(), notAfter())) < 0) {
      return Optional.of("less than a third of its life is left, it ends at " + notAfter());
    }
    AlternativeNames missing = names().missing(wanted);
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("it lacks the names " + String.join(", ", missing.asText()));
  }
}
