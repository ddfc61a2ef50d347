package dev.daruma.cluster.pki;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** Whom a certificate is for, and what it may be used for. */
record LeafSubject(
    String commonName,
    Optional<String> organization,
    List<KeyPurposeId> purposes,
    AlternativeNames names) {

  /** Organization before common name, the order Go writes. */
  X500Name name() {
    X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
    organization.ifPresent(value -> name.addRDN(BCStyle.O, value));
    return name.addRDN(BCStyle.CN, commonName).build();
  }
}
