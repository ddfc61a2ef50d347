package dev.daruma.cluster.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;

/** Reads certificates and keys in every form kubeadm itself would accept, PKCS#8 included. */
final class PemReading {
  private static final AlgorithmIdentifier RSA =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption);

  private PemReading() {}

  /** The first certificate of the text. */
  static X509Certificate certificate(String file, String text) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(block(file, text, "CERTIFICATE").getContent()));
    } catch (IOException | GeneralSecurityException e) {
      throw new PkiException(file + " holds no readable certificate", e);
    }
  }

  static PublicKey publicKey(String file, String text) {
    try {
      byte[] content = block(file, text, "PUBLIC KEY").getContent();
      return decode(SubjectPublicKeyInfo.getInstance(content));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new PkiException(file + " holds no readable RSA, ECDSA P-256 or P-384 public key", e);
    }
  }

  /** The first private key of the text, with the public key worked out from it. */
  static KeyPair keyPair(String file, String text) {
    try {
      return pair(privateKey(block(file, text, "PRIVATE KEY")));
    } catch (IOException
        | GeneralSecurityException
        | IllegalArgumentException
        | IllegalStateException e) {
      throw new PkiException(
          file
              + " holds no readable RSA, ECDSA P-256 or P-384 private key (encrypted keys are not"
              + " accepted)",
          e);
    }
  }

  private static PemObject block(String file, String text, String typeEnding) throws IOException {
    return PemText.find(text, typeEnding)
        .orElseThrow(() -> new PkiException(file + " holds no " + typeEnding + " block"));
  }

  private static PrivateKeyInfo privateKey(PemObject block) throws IOException {
    return switch (block.getType()) {
      case "RSA PRIVATE KEY" ->
          new PrivateKeyInfo(RSA, ASN1Sequence.getInstance(block.getContent()));
      case "EC PRIVATE KEY" -> {
        ASN1Sequence key = ASN1Sequence.getInstance(block.getContent());
        yield new PrivateKeyInfo(curve(key).algorithm(), key);
      }
      case "PRIVATE KEY" -> PrivateKeyInfo.getInstance(block.getContent());
      default -> throw new IllegalArgumentException(block.getType());
    };
  }

  /** A key that does not name its curve is of the one that kubeadm makes. */
  private static Curve curve(ASN1Sequence key) {
    return org.bouncycastle.asn1.sec.ECPrivateKey.getInstance(key).getParametersObject()
            instanceof ASN1ObjectIdentifier named
        ? Curve.of(named).orElseThrow(() -> new IllegalArgumentException(named.getId()))
        : Curve.P256;
  }

  /** The key with its public half. */
  static KeyPair pair(PrivateKeyInfo info) throws IOException, GeneralSecurityException {
    PrivateKey key =
        factory(info.getPrivateKeyAlgorithm())
            .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    return new KeyPair(publicKeyOf(key), key);
  }

  private static PublicKey publicKeyOf(PrivateKey key)
      throws IOException, GeneralSecurityException {
    return switch (key) {
      case RSAPrivateCrtKey rsa ->
          KeyFactory.getInstance("RSA")
              .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
      case ECPrivateKey curve ->
          decode(
              new SubjectPublicKeyInfo(
                  Curve.of(curve).algorithm(),
                  SECNamedCurves.getByOID(Curve.of(curve).identifier())
                      .getG()
                      .multiply(curve.getS())
                      .getEncoded(false)));
      default -> throw new IllegalArgumentException(key.getAlgorithm());
    };
  }

  private static PublicKey decode(SubjectPublicKeyInfo key)
      throws IOException, GeneralSecurityException {
    return factory(key.getAlgorithm()).generatePublic(new X509EncodedKeySpec(key.getEncoded()));
  }

  private static KeyFactory factory(AlgorithmIdentifier algorithm) throws GeneralSecurityException {
    if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return KeyFactory.getInstance("RSA");
    }
    if (Arrays.stream(Curve.values()).map(Curve::algorithm).anyMatch(algorithm::equals)) {
      return KeyFactory.getInstance("EC");
    }
    throw new IllegalArgumentException(
        "neither RSA nor ECDSA P-256 or P-384: " + algorithm.getAlgorithm());
  }
}
