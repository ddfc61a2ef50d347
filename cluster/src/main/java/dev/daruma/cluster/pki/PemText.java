package dev.daruma.cluster.pki;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * Writes PEM as kubeadm does, and finds blocks in PEM.
 *
 * <p>Source: kubeadm 1.20, client-go/util/keyutil/key.go: private keys in PKCS#1 and SEC 1, public
 * keys in PKIX.
 */
final class PemText {
  private PemText() {}

  static Pem of(X509Certificate certificate) {
    try {
      return new Pem(block("CERTIFICATE", certificate.getEncoded()), false);
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was parsed has an encoding", e);
    }
  }

  static Pem ofPublic(PublicKey key) {
    return new Pem(block("PUBLIC KEY", key.getEncoded()), false);
  }

  static Pem ofPrivate(KeyPair pair) {
    try {
      return new Pem(
          pair.getPrivate() instanceof ECPrivateKey key
              ? block("EC PRIVATE KEY", sec1(key, pair.getPublic()))
              : block("RSA PRIVATE KEY", pkcs1(pair.getPrivate())),
          true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] pkcs1(PrivateKey key) throws IOException {
    return PrivateKeyInfo.getInstance(key.getEncoded())
        .parsePrivateKey()
        .toASN1Primitive()
        .getEncoded();
  }

  /** RFC 5915. Java's own encoding leaves out the curve, without which Go cannot read the key. */
  private static byte[] sec1(ECPrivateKey key, PublicKey publicKey) throws IOException {
    return new org.bouncycastle.asn1.sec.ECPrivateKey(
            key.getParams().getOrder().bitLength(),
            key.getS(),
            SubjectPublicKeyInfo.getInstance(publicKey.getEncoded()).getPublicKeyData(),
            Curve.of(key).identifier())
        .getEncoded();
  }

  private static String block(String type, byte[] content) {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(new PemObject(type, content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * The first block whose type ends so; others, such as {@code EC PARAMETERS}, are passed over.
   *
   * @throws IOException when the text is no PEM
   */
  static Optional<PemObject> find(String text, String typeEnding) throws IOException {
    try (PemReader reader = new PemReader(new StringReader(text))) {
      for (PemObject block = reader.readPemObject();
          block != null;
          block = reader.readPemObject()) {
        if (block.getType().endsWith(typeEnding)) {
          return Optional.of(block);
        }
      }
    }
    return Optional.empty();
  }
}
