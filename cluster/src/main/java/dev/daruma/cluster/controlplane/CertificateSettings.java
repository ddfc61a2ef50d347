package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.pki.Authorities;
import dev.daruma.cluster.pki.Authority;
import dev.daruma.cluster.pki.CertificateFacts;
import dev.daruma.cluster.pki.KeyKind;
import dev.daruma.cluster.pki.Lifetimes;
import dev.daruma.cluster.pki.PkiException;
import dev.daruma.cluster.site.Certificates;
import dev.daruma.cluster.site.Certificates.AuthorityRequest;
import dev.daruma.cluster.site.Certificates.GivenAuthority;
import dev.daruma.cluster.site.Certificates.KeyAlgorithm;
import dev.daruma.cluster.site.Certificates.Requests;
import dev.daruma.engine.host.Target.Password;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** The site's certificate settings as the makers of certificates take them. */
record CertificateSettings(Certificates site) {
  /** Of the keys of all but the authorities. */
  KeyKind kind() {
    return kind(site.algorithm());
  }

  Lifetimes lifetimes() {
    return new Lifetimes(site.authorityLifetime(), site.lifetime());
  }

  private static KeyKind kind(KeyAlgorithm algorithm) {
    return switch (algorithm) {
      case RSA_2048 -> KeyKind.RSA_2048;
      case RSA_3072 -> KeyKind.RSA_3072;
      case RSA_4096 -> KeyKind.RSA_4096;
      case ECDSA_P256 -> KeyKind.ECDSA_P256;
      case ECDSA_P384 -> KeyKind.ECDSA_P384;
    };
  }

  /** Whether a copy may be taken: where an authority is given, only one of that authority. */
  boolean allow(Authorities copy) {
    return site.authority()
        .map(
            given ->
                isSame(given, new CertificateFacts(copy.cluster().certificate()).fingerprint()))
        .orElse(true);
  }

  static boolean isSame(GivenAuthority given, String fingerprint) {
    return CertificateFacts.read(given.certificateFile().toString(), given.certificate())
        .fingerprint()
        .equals(fingerprint);
  }

  /**
   * @throws ProblemException when an authority that is given has become unusable since the site
   *     file was read
   */
  Authorities make(Clock clock, SecureRandom random) {
    Optional<AuthorityRequest> request = site.requests().flatMap(Requests::authority);
    KeyKind kind = kind(request.map(AuthorityRequest::algorithm).orElse(site.algorithm()));
    Authority cluster =
        site.authority()
            .map(given -> read(given, clock))
            .orElseGet(
                () ->
                    Authority.create(
                        request.map(AuthorityRequest::subject).orElse(Authorities.CLUSTER),
                        kind,
                        site.authorityLifetime(),
                        clock,
                        random));
    return Authorities.around(cluster, kind, lifetimes(), clock, random);
  }

  private static Authority read(GivenAuthority given, Clock clock) {
    try {
      return Authority.read(
          given.certificateFile().toString(),
          given.certificate(),
          given.keyFile().toString(),
          Files.readString(given.keyFile()),
          given.password().map(Password::reveal),
          clock);
    } catch (IOException | PkiException changed) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.SITE_INVALID,
              "take the authority that the site file gives",
              "%s can no longer be used: %s".formatted(given.keyFile(), changed.getMessage()),
              "run daruma validate, which says what is wrong, then apply again"));
    }
  }
}
