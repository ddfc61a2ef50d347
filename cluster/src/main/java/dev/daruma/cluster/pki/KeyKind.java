package dev.daruma.cluster.pki;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** The kinds of keys that every component of Kubernetes 1.20 accepts. */
public enum KeyKind {
  RSA_2048,
  ECDSA_P256;

  KeyPair generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm());
      generator.initialize(parameters(), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java run-time makes keys of kind " + this, e);
    }
  }

  private String algorithm() {
    return switch (this) {
      case RSA_2048 -> "RSA";
      case ECDSA_P256 -> "EC";
    };
  }

  private AlgorithmParameterSpec parameters() {
    return switch (this) {
      case RSA_2048 -> new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4);
      case ECDSA_P256 -> new ECGenParameterSpec("secp256r1");
    };
  }
}
