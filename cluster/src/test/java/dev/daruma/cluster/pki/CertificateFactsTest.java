package dev.daruma.cluster.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CertificateFactsTest {
  private static final String API_SERVER =
      Sample.text(Sample.certificates(Sample.AUTHORITIES, KeyKind.ECDSA_P256), "apiserver.crt");
  private static final CertificateFacts FACTS = CertificateFacts.read("apiserver.crt", API_SERVER);

  @TempDir Path folder;

  static Stream<Arguments> aCertificateIsMadeAnewForAReason() {
    AlternativeNames same = Sample.NAMES.all();
    AlternativeNames more =
        same.and(AlternativeNames.of(List.of("master04", "192.168.3.14", "192.168.3.11")));
    X509Certificate authority = Sample.AUTHORITIES.cluster().certificate();
    X509Certificate another = Sample.authorities(KeyKind.ECDSA_P256).cluster().certificate();
    String end = FACTS.notAfter().toString();
    return Stream.of(
        arguments(same, authority, days(0), ""),
        arguments(AlternativeNames.NONE, authority, days(0), ""),
        arguments(same, authority, days(240), ""),
        arguments(more, authority, days(0), "it lacks the names master04, 192.168.3.14"),
        arguments(same, another, days(0), "it was issued by another authority"),
        arguments(
            same, authority, days(244), "less than a third of its life is left, it ends at " + end),
        arguments(same, authority, days(365), "it has expired at " + end));
  }

  @ParameterizedTest
  @MethodSource
  void aCertificateIsMadeAnewForAReason(
      AlternativeNames wanted, X509Certificate authority, Duration later, String reason) {
    Clock clock = Clock.offset(Sample.CLOCK, later);
    assertThat(FACTS.reasonToReissue(wanted, authority, clock).orElse("")).isEqualTo(reason);
  }

  @Test
  void factsAreThoseOpenSslReads() throws IOException {
    OpenSsl openSsl = new OpenSsl(folder, Map.of("apiserver.crt", new Pem(API_SERVER, false)));
    String fingerprint =
        openSsl.run("x509", "-noout", "-fingerprint", "-sha256", "-in", "apiserver.crt");
    assertThat(fingerprint.strip().replace(":", "").toLowerCase(Locale.ROOT))
        .endsWith("=" + FACTS.fingerprint());
    assertThat(FACTS.subject()).isEqualTo("CN=kube-apiserver");
    assertThat(FACTS.issuer()).isEqualTo("CN=kubernetes");
    assertThat(FACTS.keyAlgorithm()).isEqualTo("EC");
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }
}
