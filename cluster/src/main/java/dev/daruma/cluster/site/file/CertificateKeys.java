package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.Certificates.KeyAlgorithm;
import dev.daruma.cluster.site.shape.Choice;
import dev.daruma.cluster.site.shape.Field;
import dev.daruma.cluster.site.shape.Listing;
import dev.daruma.cluster.site.shape.Placed;
import dev.daruma.cluster.site.shape.Section;
import java.time.Duration;
import java.util.List;

/** The keys of {@code kubernetes.certificates}. */
final class CertificateKeys {
  private CertificateKeys() {}

  static final Field<KeyAlgorithm> ALGORITHM =
      Field.defaulting(
          "algorithm",
          Choice.of("key algorithm", KeyAlgorithm.values()),
          "RSA-2048",
          "Kind of the keys that are made.");
  static final Field<Duration> AUTHORITY_LIFETIME =
      Field.defaulting(
          "authorityLifetime", Amounts.LIFETIME, "10y", "Lifetime of the certificate authorities.");
  static final Field<Duration> LIFETIME =
      Field.defaulting(
          "lifetime",
          Amounts.LIFETIME,
          "1y",
          "Lifetime of the certificates they sign; at most the authorities'.");
  static final Field<List<Placed<String>>> EXTRA_NAMES =
      Field.defaulting(
          "extraNames",
          Listing.of(Names.CERTIFICATE_NAME),
          "[]",
          "DNS names and IP addresses that the API's certificate bears beside its own.");

  static final Section SECTION =
      Section.of("{lifetime: 1y}", ALGORITHM, AUTHORITY_LIFETIME, LIFETIME, EXTRA_NAMES);
}
