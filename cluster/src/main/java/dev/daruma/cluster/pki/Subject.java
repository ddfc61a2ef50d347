package dev.daruma.cluster.pki;

import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * Whom a certificate is for, as X.509 names it.
 *
 * @param attributes beside the common name, in any order
 */
public record Subject(String commonName, List<Attribute> attributes) {

  public Subject {
    attributes = List.copyOf(attributes);
  }

  public static Subject of(String commonName) {
    return new Subject(commonName, List.of());
  }

  public Subject with(Kind kind, String value) {
    List<Attribute> more = new ArrayList<>(attributes);
    more.add(new Attribute(kind, value));
    return new Subject(commonName, more);
  }

  /** One part of a name. */
  public record Attribute(Kind kind, String value) {}

  /** Kinds of parts, in the order in which Go writes them. Source: Go, crypto/x509/pkix, Name. */
  public enum Kind {
    COUNTRY,
    ORGANIZATION,
    ORGANIZATIONAL_UNIT,
    LOCALITY,
    STATE;

    private ASN1ObjectIdentifier identifier() {
      return switch (this) {
        case COUNTRY -> BCStyle.C;
        case ORGANIZATION -> BCStyle.O;
        case ORGANIZATIONAL_UNIT -> BCStyle.OU;
        case LOCALITY -> BCStyle.L;
        case STATE -> BCStyle.ST;
      };
    }
  }

  /** The common name comes last, as Go has it. */
  X500Name name() {
    X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
    for (Kind kind : Kind.values()) {
      attributes.stream()
          .filter(attribute -> attribute.kind() == kind)
          .forEach(attribute -> name.addRDN(kind.identifier(), attribute.value()));
    }
    return name.addRDN(BCStyle.CN, commonName).build();
  }
}
