package dev.daruma.cluster.pki;

import java.util.Collection;
import java.util.Optional;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** What a certificate may be used for. Source: RFC 5280, 4.2.1.3 and 4.2.1.12. */
public enum Usage {
  DIGITAL_SIGNATURE,
  CONTENT_COMMITMENT,
  KEY_ENCIPHERMENT,
  DATA_ENCIPHERMENT,
  KEY_AGREEMENT,
  SERVER_AUTH,
  CLIENT_AUTH;

  static KeyUsage keyUsage(Collection<Usage> usages) {
    return new KeyUsage(usages.stream().mapToInt(Usage::bit).reduce(0, (all, bit) -> all | bit));
  }

  static ExtendedKeyUsage extendedKeyUsage(Collection<Usage> usages) {
    return new ExtendedKeyUsage(
        usages.stream().flatMap(usage -> usage.purpose().stream()).toArray(KeyPurposeId[]::new));
  }

  /** Of the key usage extension; none for what is a purpose. */
  private int bit() {
    return switch (this) {
      case DIGITAL_SIGNATURE -> KeyUsage.digitalSignature;
      case CONTENT_COMMITMENT -> KeyUsage.nonRepudiation;
      case KEY_ENCIPHERMENT -> KeyUsage.keyEncipherment;
      case DATA_ENCIPHERMENT -> KeyUsage.dataEncipherment;
      case KEY_AGREEMENT -> KeyUsage.keyAgreement;
      case SERVER_AUTH, CLIENT_AUTH -> 0;
    };
  }

  private Optional<KeyPurposeId> purpose() {
    return switch (this) {
      case SERVER_AUTH -> Optional.of(KeyPurposeId.id_kp_serverAuth);
      case CLIENT_AUTH -> Optional.of(KeyPurposeId.id_kp_clientAuth);
      case DIGITAL_SIGNATURE,
          CONTENT_COMMITMENT,
          KEY_ENCIPHERMENT,
          DATA_ENCIPHERMENT,
          KEY_AGREEMENT ->
          Optional.empty();
    };
  }
}
