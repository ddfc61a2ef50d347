package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.Certificates.KeyAlgorithm;
import dev.daruma.cluster.site.shape.Choice;
import dev.daruma.cluster.site.shape.Field;
import dev.daruma.cluster.site.shape.Listing;
import dev.daruma.cluster.site.shape.Parsed;
import dev.daruma.cluster.site.shape.Placed;
import dev.daruma.cluster.site.shape.Scalar;
import dev.daruma.cluster.site.shape.Section;
import dev.daruma.cluster.site.shape.Values;
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

  static final Field<String> AUTHORITY_REQUEST =
      Field.optional(
          "authority",
          References.FILE,
          "cfssl's request for the cluster's authority, such as ca-csr.json; needed unless the"
              + " authority exists already.");
  static final Field<String> SIGNING =
      Field.required(
          "signing", References.FILE, "cfssl's signing configuration, such as ca-config.json.");
  static final Field<String> SERVER_REQUEST =
      Field.required(
          "server",
          References.FILE,
          "cfssl's request for the API servers' certificate, such as server-csr.json.");
  static final Field<String> PROFILE =
      Field.defaulting(
          "profile",
          Scalar.text(
              "the name of a profile",
              "kubernetes",
              "^.+$",
              text ->
                  text.isBlank()
                      ? Parsed.bad("the name is empty", "write one, such as kubernetes")
                      : Parsed.good(text)),
          "kubernetes",
          "The signing configuration's profile that certificates are made by.");
  static final Field<Values> REQUESTS =
      Field.optional(
          "requests",
          Section.of(
              "{authority: ca-csr.json, signing: ca-config.json, server: server-csr.json}",
              AUTHORITY_REQUEST,
              SIGNING,
              SERVER_REQUEST,
              PROFILE),
          "Request files as cfssl has them, instead of the keys above.");

  static final Field<String> AUTHORITY_CERTIFICATE =
      Field.required("certificate", References.FILE, "Its certificate, PEM.");
  static final Field<String> AUTHORITY_KEY =
      Field.required("key", References.FILE, "Its private key, PEM; it may be encrypted.");
  static final PasswordKeys AUTHORITY_PASSWORD = PasswordKeys.of("the private key's password");
  static final Field<Values> AUTHORITY =
      Field.optional(
          "authority",
          Section.of(
              "{certificate: ca.crt, key: ca.key}",
              AUTHORITY_CERTIFICATE,
              AUTHORITY_KEY,
              AUTHORITY_PASSWORD.file(),
              AUTHORITY_PASSWORD.environment()),
          "The cluster's authority, where it exists already; else one is made.");

  static final Section SECTION =
      Section.of(
          "{lifetime: 1y}",
          ALGORITHM,
          AUTHORITY_LIFETIME,
          LIFETIME,
          EXTRA_NAMES,
          REQUESTS,
          AUTHORITY);
}
