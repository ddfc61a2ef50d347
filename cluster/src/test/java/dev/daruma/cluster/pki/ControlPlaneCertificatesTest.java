package dev.daruma.cluster.pki;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ControlPlaneCertificatesTest {
  private static final String CLIENT = "TLS Web Client Authentication";
  private static final String SERVER = "TLS Web Server Authentication";
  private static final List<String> ETCD_NAMES =
      List.of("localhost", "master01", "127.0.0.1", "192.168.3.11", "0:0:0:0:0:0:0:1");

  /** Of each kind of key; made once, since that takes its time. */
  private static final Map<KeyKind, SortedMap<String, Pem>> FILES =
      Sample.KINDS.stream().collect(toMap(kind -> kind, ControlPlaneCertificatesTest::files));

  @TempDir Path folder;

  private static SortedMap<String, Pem> files(KeyKind kind) {
    Authorities authorities = Sample.authorities(kind);
    SortedMap<String, Pem> files = authorities.files();
    files.putAll(Sample.certificates(authorities, kind));
    return files;
  }

  static Stream<Arguments> certificatesAreThoseKubeadmWouldMake() {
    return Stream.of(
        arguments("apiserver", "ca", "CN = kube-apiserver", SERVER, Sample.NAMES.all().asText()),
        arguments(
            "apiserver-kubelet-client",
            "ca",
            "O = system:masters, CN = kube-apiserver-kubelet-client",
            CLIENT,
            List.of()),
        arguments(
            "front-proxy-client", "front-proxy-ca", "CN = front-proxy-client", CLIENT, List.of()),
        arguments(
            "apiserver-etcd-client",
            "etcd/ca",
            "O = system:masters, CN = kube-apiserver-etcd-client",
            CLIENT,
            List.of()),
        arguments("etcd/server", "etcd/ca", "CN = master01", SERVER + ", " + CLIENT, ETCD_NAMES),
        arguments("etcd/peer", "etcd/ca", "CN = master01", SERVER + ", " + CLIENT, ETCD_NAMES),
        arguments(
            "etcd/healthcheck-client",
            "etcd/ca",
            "O = system:masters, CN = kube-etcd-healthcheck-client",
            CLIENT,
            List.of()));
  }

  @ParameterizedTest
  @MethodSource
  void certificatesAreThoseKubeadmWouldMake(
      String name, String authority, String subject, String purposes, List<String> names)
      throws IOException {
    for (KeyKind kind : Sample.KINDS) {
      SortedMap<String, Pem> files = requireNonNull(FILES.get(kind));
      OpenSsl openSsl = new OpenSsl(folder, files);
      String certificate = name + ".crt";
      for (String purpose : purposes.split(", ")) {
        openSsl.run(
            "verify",
            "-x509_strict",
            "-attime",
            OpenSsl.NOW,
            "-purpose",
            purpose.equals(SERVER) ? "sslserver" : "sslclient",
            "-CAfile",
            authority + ".crt",
            certificate);
      }
      assertThat(openSsl.run("x509", "-noout", "-text", "-in", certificate).lines())
          .map(String::strip)
          .contains("Subject: " + subject, purposes, "Digital Signature, Key Encipherment");
      assertThat(openSsl.run("x509", "-noout", "-pubkey", "-in", certificate))
          .isEqualTo(openSsl.run("pkey", "-pubout", "-in", name + ".key"));
      assertThat(
              CertificateFacts.read(certificate, Sample.text(files, certificate)).names().asText())
          .isEqualTo(names);
    }
  }

  @Test
  void theFileSetIsComplete() {
    assertThat(Sample.certificates(Sample.AUTHORITIES, KeyKind.ECDSA_P256))
        .containsOnlyKeys(
            "apiserver-etcd-client.crt",
            "apiserver-etcd-client.key",
            "apiserver-kubelet-client.crt",
            "apiserver-kubelet-client.key",
            "apiserver.crt",
            "apiserver.key",
            "etcd/healthcheck-client.crt",
            "etcd/healthcheck-client.key",
            "etcd/peer.crt",
            "etcd/peer.key",
            "etcd/server.crt",
            "etcd/server.key",
            "front-proxy-client.crt",
            "front-proxy-client.key")
        .allSatisfy(
            (path, pem) -> assertThat(pem.secret()).as(path).isEqualTo(path.endsWith(".key")));
  }

  @ParameterizedTest
  @MethodSource("dev.daruma.cluster.pki.Sample#kinds")
  void javaTrustsThemThroughTheirAuthorityOnly(KeyKind kind) throws GeneralSecurityException {
    Authorities authorities = Sample.authorities(kind);
    SortedMap<String, Pem> files = Sample.certificates(authorities, kind);
    for (LeafCertificate leaf : LeafCertificate.values()) {
      CertificateFacts facts =
          CertificateFacts.read("x", Sample.text(files, leaf.certificatePath()));
      validate(facts.certificate(), leaf.authority(authorities).certificate());
      assertThat(facts.issuedBy(leaf.authority(authorities).certificate())).isTrue();
      assertThat(facts.issuedBy(leaf.authority(Sample.AUTHORITIES).certificate())).isFalse();
    }
  }

  private static void validate(X509Certificate certificate, X509Certificate authority)
      throws GeneralSecurityException {
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(Sample.CLOCK.instant()));
    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)),
            parameters);
  }

  @Test
  void lifetimesAreAsConfiguredAndBeginBeforeNow() {
    CertificateFacts facts = apiServer(Sample.AUTHORITIES, Sample.CLOCK);
    assertThat(Duration.between(facts.notBefore(), facts.notAfter()))
        .as("to the second")
        .isEqualTo(Sample.LIFETIMES.leaf());
    assertThat(Duration.between(facts.notBefore(), Sample.CLOCK.instant()))
        .isBetween(Duration.ofMinutes(5), Duration.ofSeconds(301));
  }

  @Test
  void noCertificateOutlivesItsAuthority() {
    Clock late = Clock.offset(Sample.CLOCK, Duration.ofDays(3600));
    assertThat(apiServer(Sample.AUTHORITIES, late).notAfter())
        .isEqualTo(Sample.AUTHORITIES.cluster().certificate().getNotAfter().toInstant());
  }

  /** Whatever the random numbers are: serials differ, keys survive writing and reading. */
  @Test
  void manyCertificatesAllDifferAndAllReadBack() {
    Map<String, Pem> all = new HashMap<>();
    Set<String> serials = new HashSet<>();
    for (int round = 0; round < 60; round++) {
      SortedMap<String, Pem> files = Sample.certificates(Sample.AUTHORITIES, KeyKind.ECDSA_P256);
      for (LeafCertificate leaf : LeafCertificate.values()) {
        X509Certificate certificate =
            CertificateFacts.read("x", Sample.text(files, leaf.certificatePath())).certificate();
        Pem key = new Pem(Sample.text(files, leaf.keyPath()), true);
        assertThat(certificate.getSerialNumber()).isPositive();
        assertThat(certificate.getSerialNumber().bitLength()).isLessThanOrEqualTo(127);
        assertThat(PemReading.keyPair("x", key.text()).getPublic())
            .isEqualTo(certificate.getPublicKey());
        assertThat(PemText.ofPrivate(PemReading.keyPair("x", key.text()))).isEqualTo(key);
        serials.add(certificate.getSerialNumber().toString());
        all.put(key.text(), key);
      }
    }
    assertThat(serials).hasSize(60 * LeafCertificate.values().length);
    assertThat(all).hasSize(60 * LeafCertificate.values().length);
  }

  private static CertificateFacts apiServer(Authorities authorities, Clock clock) {
    return CertificateFacts.read(
        "apiserver.crt",
        Sample.text(
            ControlPlaneCertificates.issue(
                List.of(LeafCertificate.API_SERVER),
                authorities,
                Sample.NAMES,
                Sample.HOST,
                Sample.ADDRESS,
                KeyKind.ECDSA_P256,
                Sample.LIFETIMES,
                clock,
                Sample.RANDOM),
            "apiserver.crt"));
  }
}
