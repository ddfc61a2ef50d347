package dev.daruma.cluster.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.site.Fingerprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ArchiveKeyTest {
  private static final Fingerprint ONE =
      new Fingerprint("940093F9DE8128A8A8B3C6824D7278C2EFC11B53");
  private static final Fingerprint ANOTHER =
      new Fingerprint("E392157D619A17C239D1FB8AA81FAED1882F0B04");

  @Test
  void aKeyIsReadArmouredOrNot() throws IOException {
    String armoured = new String(PublishedKeys.read("one.asc"), StandardCharsets.US_ASCII);
    for (String file : new String[] {"one.asc", "one.gpg"}) {
      ArchiveKey key = ArchiveKey.read(PublishedKeys.read(file));
      assertThat(key.fingerprints()).containsExactly(ONE.digits());
      assertThat(key.only(ONE)).hasValue(armoured);
      assertThat(key.only(ANOTHER)).isEmpty();
    }
  }

  @Test
  void ofSeveralKeysOnlyTheOneThatIsTrustedIsTaken() throws IOException {
    ArchiveKey both = ArchiveKey.read(PublishedKeys.read("both.asc"));
    assertThat(both.fingerprints()).containsExactly(ANOTHER.digits(), ONE.digits());
    assertThat(both.only(ONE))
        .hasValue(new String(PublishedKeys.read("one.asc"), StandardCharsets.US_ASCII));
  }

  @Test
  void whatIsNoKeyHasNone() {
    for (String text :
        new String[] {"", "<html>moved</html>", "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n"}) {
      assertThat(ArchiveKey.read(text.getBytes(StandardCharsets.UTF_8)).fingerprints())
          .as(text)
          .isEmpty();
    }
  }
}
