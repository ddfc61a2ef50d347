package dev.daruma.cluster.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate as an operator asked for it, by openssl's eyes. */
class ServerRequestTest {
  private static final AlternativeNames NAMES =
      AlternativeNames.of(
          List.of("kubernetes", "kubernetes.default", "master01", "192.168.3.10", "10.96.0.1"));
  private static final ServerRequest REQUEST =
      new ServerRequest(
          Subject.of("kubernetes")
              .with(Subject.Kind.LOCALITY, "Köln")
              .with(Subject.Kind.COUNTRY, "DE")
              .with(Subject.Kind.ORGANIZATION, "neko"),
          NAMES,
          Set.of(
              Usage.CLIENT_AUTH,
              Usage.SERVER_AUTH,
              Usage.DIGITAL_SIGNATURE,
              Usage.KEY_ENCIPHERMENT));
  private static final Lifetimes LIFETIMES =
      new Lifetimes(Duration.ofDays(3_650), Duration.ofHours(4_381));

  @TempDir Path folder;

  @Test
  void bearsExactlyWhatWasAskedFor() throws IOException {
    Authority cluster =
        Authority.create(
            Subject.of("neko authority").with(Subject.Kind.COUNTRY, "DE"),
            KeyKind.RSA_3072,
            LIFETIMES.authority(),
            Sample.CLOCK,
            Sample.RANDOM);
    Authorities authorities =
        Authorities.around(cluster, KeyKind.ECDSA_P256, LIFETIMES, Sample.CLOCK, Sample.RANDOM);
    ApiNames api =
        new ApiNames(
            new TreeMap<>(Sample.NAMES.controlPlanes()),
            Sample.NAMES.endpoint(),
            Sample.NAMES.firstService(),
            Sample.NAMES.clusterDomain(),
            List.of(),
            Optional.of(REQUEST));
    SortedMap<String, Pem> files = new TreeMap<>(authorities.files());
    files.putAll(
        ControlPlaneCertificates.issue(
            authorities,
            api,
            Sample.HOST,
            Sample.ADDRESS,
            KeyKind.ECDSA_P384,
            LIFETIMES,
            Sample.CLOCK,
            Sample.RANDOM));
    OpenSsl openSsl = new OpenSsl(folder, files);

    for (String purpose : List.of("sslserver", "sslclient")) {
      assertThat(
              openSsl.run(
                  "verify",
                  "-x509_strict",
                  "-attime",
                  OpenSsl.NOW,
                  "-purpose",
                  purpose,
                  "-CAfile",
                  "ca.crt",
                  "apiserver.crt"))
          .contains("apiserver.crt: OK");
    }
    String text =
        openSsl.run("x509", "-noout", "-text", "-nameopt", "utf8", "-in", "apiserver.crt");
    assertThat(text)
        .contains("Subject: C=DE, O=neko, L=Köln, CN=kubernetes")
        .contains("Issuer: C=DE, CN=neko authority")
        .contains("(384 bit)")
        .contains("Digital Signature, Key Encipherment")
        .contains("TLS Web Server Authentication, TLS Web Client Authentication");
    CertificateFacts facts =
        CertificateFacts.read("apiserver.crt", Sample.text(files, "apiserver.crt"));
    assertThat(facts.names()).isEqualTo(NAMES);
    assertThat(Duration.between(facts.notBefore(), facts.notAfter()))
        .isEqualTo(Duration.ofHours(4_381));
    assertThat(openSsl.run("x509", "-noout", "-text", "-in", "ca.crt")).contains("(3072 bit)");
  }

  @Test
  void aNameThatIsGoneFromTheListIsAReasonToIssueAnew() {
    CertificateFacts facts =
        CertificateFacts.read(
            "apiserver.crt",
            Sample.text(
                Sample.certificates(Sample.AUTHORITIES, KeyKind.ECDSA_P256), "apiserver.crt"));
    assertThat(facts.surplus(Sample.NAMES.all())).isEmpty();
    assertThat(facts.surplus(Sample.NAMES.required()))
        .contains(
            "it bears names that are not asked for: api.neko.example, localhost, 10.0.0.7,"
                + " 127.0.0.1, 0:0:0:0:0:0:0:1");
  }

  @Test
  void aCertificateThatNoServerCouldUseIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ServerRequest(Subject.of("x"), NAMES, Set.of(Usage.CLIENT_AUTH)))
        .withMessage("a server's certificate needs digital signature and server auth");
  }

  /** What curl is told to compare, as OpenSSL computes it. Source: curl(1), --pinnedpubkey. */
  @Test
  void thePinIsTheOneCurlCompares() throws IOException {
    SortedMap<String, Pem> files = Sample.certificates(Sample.AUTHORITIES, KeyKind.ECDSA_P256);
    OpenSsl openSsl = new OpenSsl(folder, files);
    openSsl.run("x509", "-pubkey", "-noout", "-in", "apiserver.crt", "-out", "public");
    openSsl.run("pkey", "-pubin", "-in", "public", "-outform", "der", "-out", "public.der");
    openSsl.run("dgst", "-sha256", "-binary", "-out", "digest", "public.der");
    assertThat(
            CertificateFacts.read("apiserver.crt", Sample.text(files, "apiserver.crt"))
                .publicKeyPin())
        .isEqualTo("sha256//" + openSsl.run("base64", "-A", "-in", "digest"));
  }
}
