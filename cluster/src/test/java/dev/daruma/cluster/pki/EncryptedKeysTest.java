package dev.daruma.cluster.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys as OpenSSL encrypts them. */
class EncryptedKeysTest {
  private static final String PASSWORD = "correct horse";

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.daruma.cluster.pki.Sample#kinds")
  void inPkcs8(KeyKind kind) throws IOException {
    Authorities authorities = Sample.authorities(kind);
    OpenSsl openSsl = new OpenSsl(folder, authorities.files());
    for (String cipher : new String[] {"aes-256-cbc", "aes-128-cbc"}) {
      String key =
          openSsl.run(
              "pkcs8", "-topk8", "-v2", cipher, "-passout", "pass:" + PASSWORD, "-in", "ca.key");
      assertThat(key).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY");
      assertThat(EncryptedKeys.keyPair("ca.key", key, Optional.of(PASSWORD)).getPublic())
          .isEqualTo(authorities.cluster().keys().getPublic());
    }
  }

  @Test
  void inTheFormOfOlderVersionsOfOpenSsl() throws IOException {
    Authorities authorities = Sample.authorities(KeyKind.RSA_2048);
    OpenSsl openSsl = new OpenSsl(folder, authorities.files());
    String key =
        openSsl.run(
            "rsa", "-traditional", "-aes256", "-passout", "pass:" + PASSWORD, "-in", "ca.key");
    String pem = key.substring(key.indexOf("-----BEGIN"));
    assertThat(pem).startsWith("-----BEGIN RSA PRIVATE KEY").contains("ENCRYPTED");
    assertThat(EncryptedKeys.keyPair("ca.key", pem, Optional.of(PASSWORD)).getPublic())
        .isEqualTo(authorities.cluster().keys().getPublic());
    refuses(
        pem,
        Optional.of("wrong"),
        "ca.key cannot be decrypted: the password is wrong, or the file is damaged");
  }

  @Test
  void withoutItsPasswordOrWithAnother() throws IOException {
    OpenSsl openSsl = new OpenSsl(folder, Sample.AUTHORITIES.files());
    String key = openSsl.run("pkcs8", "-topk8", "-passout", "pass:" + PASSWORD, "-in", "ca.key");
    refuses(key, Optional.empty(), "ca.key is encrypted, and there is no password for it");
    refuses(
        key,
        Optional.of("wrong"),
        "ca.key cannot be decrypted: the password is wrong, or the file is damaged");
  }

  @Test
  void oneThatIsNotEncryptedNeedsNone() {
    assertThat(
            EncryptedKeys.keyPair(
                    "ca.key",
                    Sample.text(Sample.AUTHORITIES.files(), "ca.key"),
                    Optional.of("needless"))
                .getPublic())
        .isEqualTo(Sample.AUTHORITIES.cluster().keys().getPublic());
  }

  private static void refuses(String key, Optional<String> password, String message) {
    assertThatExceptionOfType(PkiException.class)
        .isThrownBy(() -> EncryptedKeys.keyPair("ca.key", key, password))
        .withMessage(message);
  }
}
