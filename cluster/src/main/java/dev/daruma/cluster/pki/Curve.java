package dev.daruma.cluster.pki;

import java.security.interfaces.ECKey;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * The elliptic curves of keys, and what signs with them. Source: FIPS 186-5; RFC 5480, RFC 5758.
 */
enum Curve {
  P256(256, "secp256r1", "SHA256withECDSA"),
  P384(384, "secp384r1", "SHA384withECDSA");

  private final int bits;
  private final String javaName;
  private final String signature;

  Curve(int bits, String javaName, String signature) {
    this.bits = bits;
    this.javaName = javaName;
    this.signature = signature;
  }

  String javaName() {
    return javaName;
  }

  ASN1ObjectIdentifier identifier() {
    return switch (this) {
      case P256 -> SECObjectIdentifiers.secp256r1;
      case P384 -> SECObjectIdentifiers.secp384r1;
    };
  }

  /** The hash is as wide as the curve. */
  String signature() {
    return signature;
  }

  AlgorithmIdentifier algorithm() {
    return new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, identifier());
  }

  static Optional<Curve> of(ASN1ObjectIdentifier identifier) {
    return Arrays.stream(values()).filter(each -> each.identifier().equals(identifier)).findFirst();
  }

  /**
   * @throws IllegalArgumentException when the key is of another curve
   */
  static Curve of(ECKey key) {
    int bits = key.getParams().getOrder().bitLength();
    return Arrays.stream(values())
        .filter(each -> each.bits == bits)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a curve of " + bits + " bits"));
  }
}
