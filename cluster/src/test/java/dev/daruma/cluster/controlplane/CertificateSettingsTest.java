package dev.daruma.cluster.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.pki.AlternativeNames;
import dev.daruma.cluster.pki.Authorities;
import dev.daruma.cluster.pki.CertificateFacts;
import dev.daruma.cluster.pki.KeyKind;
import dev.daruma.cluster.pki.Lifetimes;
import dev.daruma.cluster.pki.ServerRequest;
import dev.daruma.cluster.pki.Subject;
import dev.daruma.cluster.pki.Usage;
import dev.daruma.cluster.site.Certificates;
import dev.daruma.cluster.site.Certificates.AuthorityRequest;
import dev.daruma.cluster.site.Certificates.GivenAuthority;
import dev.daruma.cluster.site.Certificates.KeyAlgorithm;
import dev.daruma.cluster.site.Certificates.Requests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which authorities a site gets. */
class CertificateSettingsTest {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Lifetimes LIFETIMES =
      new Lifetimes(Duration.ofDays(730), Duration.ofDays(90));

  @TempDir private Path folder;

  private static CertificateSettings settings(
      Optional<Requests> requests, Optional<GivenAuthority> given) {
    return new CertificateSettings(
        new Certificates(
            KeyAlgorithm.ECDSA_P256,
            LIFETIMES.authority(),
            LIFETIMES.leaf(),
            List.of(),
            requests,
            given));
  }

  private static Authorities any() {
    return Authorities.create(KeyKind.ECDSA_P256, LIFETIMES, CLOCK, RANDOM);
  }

  private GivenAuthority given(Authorities authorities) throws IOException {
    Path key = folder.resolve("ca.key");
    Files.writeString(key, text(authorities, "ca.key"));
    return new GivenAuthority(
        folder.resolve("ca.crt"), text(authorities, "ca.crt"), key, Optional.empty());
  }

  private static String text(Authorities authorities, String file) {
    return Optional.ofNullable(authorities.files().get(file)).orElseThrow().text();
  }

  @Test
  void withoutMoreTheyAreMadeAnew() {
    Authorities made = settings(Optional.empty(), Optional.empty()).make(CLOCK, RANDOM);
    assertThat(new CertificateFacts(made.cluster().certificate()).subject())
        .isEqualTo("CN=kubernetes");
    assertThat(settings(Optional.empty(), Optional.empty()).allow(any())).isTrue();
  }

  @Test
  void aRequestSaysWhomTheAuthorityIsForAndWhatItsKeyIsLike() {
    Requests requests =
        new Requests(
            Optional.of(
                new AuthorityRequest(Subject.of("neko authority"), KeyAlgorithm.ECDSA_P384)),
            new ServerRequest(
                Subject.of("kubernetes"),
                AlternativeNames.of(List.of("one")),
                Set.of(Usage.DIGITAL_SIGNATURE, Usage.SERVER_AUTH)));
    Authorities made = settings(Optional.of(requests), Optional.empty()).make(CLOCK, RANDOM);
    CertificateFacts facts = new CertificateFacts(made.cluster().certificate());
    assertThat(facts.subject()).isEqualTo("CN=neko authority");
    assertThat(facts.certificate().getSigAlgName()).isEqualTo("SHA384withECDSA");
    assertThat(Duration.between(facts.notBefore(), facts.notAfter()))
        .isEqualTo(LIFETIMES.authority());
  }

  @Test
  void oneThatExistsIsTakenAndNoCopyOfAnother() throws IOException {
    Authorities theirs = any();
    CertificateSettings settings = settings(Optional.empty(), Optional.of(given(theirs)));
    Authorities made = settings.make(CLOCK, RANDOM);
    assertThat(made.cluster().certificate()).isEqualTo(theirs.cluster().certificate());
    assertThat(made.etcd().certificate()).isNotEqualTo(theirs.etcd().certificate());
    assertThat(settings.allow(made)).isTrue();
    assertThat(settings.allow(any())).isFalse();
  }
}
