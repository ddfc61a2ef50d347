package dev.daruma.cluster.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AuthoritiesTest {
  @TempDir Path folder;

  static Stream<Arguments> brokenFileSetsAreRefusedByName() {
    Map<String, String> others = texts(Sample.authorities(KeyKind.ECDSA_P256));
    Map<String, String> leaves =
        Sample.certificates(Sample.AUTHORITIES, KeyKind.ECDSA_P256).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, leaf -> leaf.getValue().text()));
    return Stream.of(
        broken(files -> files.remove("etcd/ca.key"), "etcd/ca.key is missing"),
        broken(
            files -> files.put("ca.key", others.get("ca.key")), "ca.key does not belong to ca.crt"),
        broken(
            files -> files.put("sa.pub", others.get("sa.pub")), "sa.pub does not belong to sa.key"),
        broken(
            files -> {
              files.put("ca.crt", leaves.get("apiserver.crt"));
              files.put("ca.key", leaves.get("apiserver.key"));
            },
            "ca.crt is not an authority's: it may not sign certificates"),
        broken(
            files -> files.put("front-proxy-ca.crt", "hello"),
            "front-proxy-ca.crt holds no CERTIFICATE block"),
        broken(
            files ->
                files.put(
                    "front-proxy-ca.crt",
                    "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
            "front-proxy-ca.crt holds no readable certificate"),
        broken(
            files ->
                files.computeIfPresent(
                    "ca.key", (name, key) -> key.replaceFirst("\n....", "\nAAAA")),
            "ca.key holds no readable RSA, ECDSA P-256 or P-384 private key (encrypted keys are not"
                + " accepted)"));
  }

  private static Arguments broken(Consumer<Map<String, String>> damage, String message) {
    return arguments(damage, message);
  }

  @ParameterizedTest
  @MethodSource
  void brokenFileSetsAreRefusedByName(Consumer<Map<String, String>> damage, String message) {
    Map<String, String> files = texts(Sample.AUTHORITIES);
    damage.accept(files);
    assertThatExceptionOfType(PkiException.class)
        .isThrownBy(() -> Authorities.read(files, Sample.CLOCK))
        .withMessage(message);
  }

  @Test
  void expiredAuthoritiesAreRefused() {
    Clock late = Clock.offset(Sample.CLOCK, Sample.LIFETIMES.authority());
    assertThatExceptionOfType(PkiException.class)
        .isThrownBy(() -> Authorities.read(texts(Sample.AUTHORITIES), late))
        .withMessageStartingWith("ca.crt has expired at ");
    // They begin five minutes before they are made.
    Clock justBefore = Clock.offset(late, Duration.ofSeconds(-302));
    assertThat(Authorities.read(texts(Sample.AUTHORITIES), justBefore).files()).hasSize(8);
  }

  @ParameterizedTest
  @MethodSource("dev.daruma.cluster.pki.Sample#kinds")
  void theFileSetIsKubeadmsAndReadsBackTheSame(KeyKind kind) {
    Authorities authorities = Sample.authorities(kind);
    assertThat(authorities.files())
        .containsOnlyKeys(
            "ca.crt",
            "ca.key",
            "etcd/ca.crt",
            "etcd/ca.key",
            "front-proxy-ca.crt",
            "front-proxy-ca.key",
            "sa.key",
            "sa.pub");
    assertThat(Authorities.read(texts(authorities), Sample.CLOCK).files())
        .isEqualTo(authorities.files());
    String keyBlock = kind == KeyKind.RSA_2048 ? "RSA PRIVATE KEY" : "EC PRIVATE KEY";
    assertThat(Sample.text(authorities.files(), "ca.key")).startsWith("-----BEGIN " + keyBlock);
    assertThat(Sample.text(authorities.files(), "sa.key")).startsWith("-----BEGIN RSA PRIVATE KEY");
    assertThat(Sample.text(authorities.files(), "sa.pub")).startsWith("-----BEGIN PUBLIC KEY");
  }

  @ParameterizedTest
  @MethodSource("dev.daruma.cluster.pki.Sample#kinds")
  void keysInPkcs8AreAccepted(KeyKind kind) throws IOException {
    Authorities authorities = Sample.authorities(kind);
    OpenSsl openSsl = new OpenSsl(folder, authorities.files());
    Map<String, String> files = texts(authorities);
    for (String key : new String[] {"ca.key", "sa.key"}) {
      files.put(key, openSsl.run("pkcs8", "-topk8", "-nocrypt", "-in", key));
      assertThat(files.get(key)).startsWith("-----BEGIN PRIVATE KEY");
    }
    assertThat(Authorities.read(files, Sample.CLOCK).files()).isEqualTo(authorities.files());
  }

  @Test
  void keysThatOpenSslMadeAreAcceptedWithTheirParametersBlock() throws IOException {
    OpenSsl openSsl = new OpenSsl(folder, Sample.AUTHORITIES.files());
    String key = openSsl.run("ecparam", "-name", "prime256v1", "-genkey");
    assertThat(key).startsWith("-----BEGIN EC PARAMETERS");
    assertThat(PemText.ofPrivate(PemReading.keyPair("ca.key", key)).text())
        .isEqualTo(key.substring(key.indexOf("-----BEGIN EC PRIVATE KEY")));
  }

  @ParameterizedTest
  @MethodSource("dev.daruma.cluster.pki.Sample#kinds")
  void openSslReadsAuthorities(KeyKind kind) throws IOException {
    OpenSsl openSsl = new OpenSsl(folder, Sample.authorities(kind).files());
    Map.of("ca", "kubernetes", "etcd/ca", "etcd-ca", "front-proxy-ca", "front-proxy-ca")
        .forEach(
            (name, commonName) -> {
              openSsl.run(
                  "verify",
                  "-x509_strict",
                  "-attime",
                  OpenSsl.NOW,
                  "-CAfile",
                  name + ".crt",
                  name + ".crt");
              openSsl.run("pkey", "-check", "-noout", "-in", name + ".key");
              assertThat(openSsl.run("x509", "-noout", "-text", "-in", name + ".crt"))
                  .contains("Subject: CN = " + commonName)
                  .contains("CA:TRUE")
                  .contains("Digital Signature, Key Encipherment, Certificate Sign");
            });
    assertThat(openSsl.run("pkey", "-pubout", "-in", "sa.key"))
        .isEqualTo(openSsl.run("pkey", "-pubin", "-in", "sa.pub"));
  }

  /** The command of the kubeadm reference, "kubeadm join", token-based discovery. */
  @Test
  void thePublicKeyHashIsTheOneKubeadmsDocumentationComputes() throws IOException {
    OpenSsl openSsl = new OpenSsl(folder, Sample.AUTHORITIES.files());
    openSsl.run("x509", "-pubkey", "-noout", "-in", "ca.crt", "-out", "public");
    openSsl.run("pkey", "-pubin", "-in", "public", "-outform", "der", "-out", "public.der");
    assertThat(Sample.AUTHORITIES.cluster().publicKeyHash())
        .isEqualTo("sha256:" + openSsl.run("dgst", "-sha256", "-r", "public.der").split(" ")[0]);
  }

  @Test
  void privateKeysNeverPrint() {
    assertThat(Sample.AUTHORITIES.files().get("ca.key")).hasToString("Pem(private key)");
    assertThat(Sample.AUTHORITIES.files().toString()).doesNotContain("PRIVATE KEY-----");
    assertThat(Sample.AUTHORITIES.toString())
        .isEqualTo(
            "Authorities(Authority(CN=kubernetes), Authority(CN=etcd-ca),"
                + " Authority(CN=front-proxy-ca))");
  }

  private static Map<String, String> texts(Authorities authorities) {
    Map<String, String> texts = new TreeMap<>();
    authorities.files().forEach((path, pem) -> texts.put(path, pem.text()));
    return texts;
  }
}
