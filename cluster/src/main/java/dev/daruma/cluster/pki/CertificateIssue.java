package dev.daruma.cluster.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates with the subjects, usages and extensions kubeadm 1.20 gives them. */
final class CertificateIssue {
  /** Boards without a clock of their own wake up in the past; a certificate must be valid then. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private static final int SERIAL_BITS = 127;

  private CertificateIssue() {}

  /** Source: client-go/util/cert/cert.go, NewSelfSignedCACert. */
  static X509Certificate authority(
      Subject subject, KeyPair keys, Duration lifetime, Clock clock, SecureRandom random) {
    X500Name name = subject.name();
    Instant begin = begin(clock, lifetime);
    try {
      X509v3CertificateBuilder certificate =
          new JcaX509v3CertificateBuilder(
                  name,
                  serial(random),
                  Date.from(begin),
                  Date.from(begin.plus(lifetime)),
                  name,
                  keys.getPublic())
              .addExtension(
                  Extension.keyUsage,
                  true,
                  new KeyUsage(
                      KeyUsage.digitalSignature | KeyUsage.keyEncipherment | KeyUsage.keyCertSign))
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
              .addExtension(
                  Extension.subjectKeyIdentifier,
                  false,
                  new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
      return sign(certificate, keys.getPrivate(), random);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new PkiException("the authority " + name + " cannot be made", e);
    }
  }

  /** Source: kubeadm 1.20, util/pkiutil/pki_helpers.go, NewSignedCert. */
  static X509Certificate leaf(
      LeafSubject subject,
      KeyPair keys,
      Authority authority,
      Duration lifetime,
      Clock clock,
      SecureRandom random) {
    Instant begin = begin(clock, lifetime);
    try {
      X509v3CertificateBuilder certificate =
          new JcaX509v3CertificateBuilder(
                  authority.certificate(),
                  serial(random),
                  Date.from(begin),
                  end(begin.plus(lifetime), authority.certificate()),
                  subject.subject().name(),
                  keys.getPublic())
              .addExtension(Extension.keyUsage, true, Usage.keyUsage(subject.usages()))
              .addExtension(
                  Extension.extendedKeyUsage, false, Usage.extendedKeyUsage(subject.usages()));
      addAuthorityKey(certificate, authority.certificate());
      if (!subject.names().isEmpty()) {
        certificate.addExtension(
            Extension.subjectAlternativeName, false, generalNames(subject.names()));
      }
      return sign(certificate, authority.keys().getPrivate(), random);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new PkiException(
          "the certificate of " + subject.subject().name() + " cannot be made", e);
    }
  }

  /** A certificate that outlives its authority would only look valid. */
  private static Date end(Instant wanted, X509Certificate authority) {
    Date latest = authority.getNotAfter();
    return wanted.isBefore(latest.toInstant()) ? Date.from(wanted) : latest;
  }

  /** Taken over as the authority has it; an authority that came from elsewhere may have none. */
  private static void addAuthorityKey(
      X509v3CertificateBuilder certificate, X509Certificate authority) throws IOException {
    byte[] present = authority.getExtensionValue(Extension.subjectKeyIdentifier.getId());
    if (present != null) {
      SubjectKeyIdentifier key =
          SubjectKeyIdentifier.getInstance(JcaX509ExtensionUtils.parseExtensionValue(present));
      certificate.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new AuthorityKeyIdentifier(key.getKeyIdentifier()));
    }
  }

  private static X509Certificate sign(
      X509v3CertificateBuilder certificate, PrivateKey key, SecureRandom random)
      throws GeneralSecurityException, OperatorCreationException {
    String algorithm =
        key instanceof ECPrivateKey curve ? Curve.of(curve).signature() : "SHA256withRSA";
    return new JcaX509CertificateConverter()
        .getCertificate(
            certificate.build(
                new JcaContentSignerBuilder(algorithm).setSecureRandom(random).build(key)));
  }

  private static GeneralNames generalNames(AlternativeNames names) {
    return new GeneralNames(
        Stream.concat(
                names.dnsNames().stream().map(name -> new GeneralName(GeneralName.dNSName, name)),
                names.addresses().stream().map(CertificateIssue::generalName))
            .toArray(GeneralName[]::new));
  }

  private static GeneralName generalName(InetAddress address) {
    ASN1Encodable octets = new DEROctetString(address.getAddress());
    return new GeneralName(GeneralName.iPAddress, octets);
  }

  /**
   * From when a certificate is valid; its lifetime counts from here, to the second, so that it is
   * as long as was asked for. X.509 knows whole seconds only.
   */
  private static Instant begin(Clock clock, Duration lifetime) {
    Duration tenth = lifetime.dividedBy(10);
    return clock
        .instant()
        .minus(tenth.compareTo(CLOCK_SKEW) < 0 ? tenth : CLOCK_SKEW)
        .truncatedTo(ChronoUnit.SECONDS);
  }

  /** Positive, and far more than the 64 random bits the CA/Browser Forum asks for. */
  private static BigInteger serial(SecureRandom random) {
    return new BigInteger(SERIAL_BITS, random).max(BigInteger.ONE);
  }
}
