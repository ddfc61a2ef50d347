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
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.util.io.pem.PemObject;

/** Reads certificates and keys in every form kubeadm itself would accept, PKCS#8 included. */
final class PemReading {
  private static final AlgorithmIdentifier P256 =
      new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1);
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
      throw new PkiException(file + " holds no readable RSA or ECDSA P-256 public key", e);
    }
  }

  /** The first private key of the text, with the public key worked out from it. */
  static KeyPair keyPair(String file, String text) {
    try {
      PrivateKey key = privateKey(block(file, text, "PRIVATE KEY"));
      return new KeyPair(publicKeyOf(key), key);
    } catch (IOException
        | GeneralSecurityException
        | IllegalArgumentException
        | IllegalStateException e) {
      throw new PkiException(
          file
              + " holds no readable RSA or ECDSA P-256 private key (encrypted keys are not"
              + " accepted)",
          e);
    }
  }

  private static PemObject block(String file, String text, String typeEnding) throws IOException {
    return PemText.find(text, typeEnding)
        .orElseThrow(() -> new PkiException(file + " holds no " + typeEnding + " block"));
  }

  private static PrivateKey privateKey(PemObject block)
      throws IOException, GeneralSecurityException {
    PrivateKeyInfo key =
        switch (block.getType()) {
          case "RSA PRIVATE KEY" ->
              new PrivateKeyInfo(RSA, ASN1Sequence.getInstance(block.getContent()));
          case "EC PRIVATE KEY" ->
              new PrivateKeyInfo(P256, ASN1Sequence.getInstance(block.getContent()));
          case "PRIVATE KEY" -> PrivateKeyInfo.getInstance(block.getContent());
          default -> throw new IllegalArgumentException(block.getType());
        };
    return factory(key.getPrivateKeyAlgorithm())
        .generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
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
                  P256,
                  SECNamedCurves.getByOID(SECObjectIdentifiers.secp256r1)
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
    if (algorithm.equals(P256)) {
      return KeyFactory.getInstance("EC");
    }
    throw new IllegalArgumentException("neither RSA nor ECDSA P-256: " + algorithm.getAlgorithm());
  }
}
