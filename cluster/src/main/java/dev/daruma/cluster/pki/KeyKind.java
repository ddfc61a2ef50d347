package dev.daruma.cluster.pki;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** The kinds of keys that are made; every component of Kubernetes accepts them. */
public enum KeyKind {
  RSA_2048,
  RSA_3072,
  RSA_4096,
  ECDSA_P256,
  ECDSA_P384;

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
      case RSA_2048, RSA_3072, RSA_4096 -> "RSA";
      case ECDSA_P256, ECDSA_P384 -> "EC";
    };
  }

  private AlgorithmParameterSpec parameters() {
    return switch (this) {
      case RSA_2048 -> rsa(2048);
      case RSA_3072 -> rsa(3072);
      case RSA_4096 -> rsa(4096);
      case ECDSA_P256 -> new ECGenParameterSpec(Curve.P256.javaName());
      case ECDSA_P384 -> new ECGenParameterSpec(Curve.P384.javaName());
    };
  }

  private static AlgorithmParameterSpec rsa(int bits) {
    return new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4);
  }
}
