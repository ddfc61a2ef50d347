package dev.daruma.cluster.site.file;

import dev.daruma.cluster.pki.Authority;
import dev.daruma.cluster.pki.CertificateFacts;
import dev.daruma.cluster.pki.PkiException;
import dev.daruma.cluster.site.Certificates;
import dev.daruma.cluster.site.Certificates.GivenAuthority;
import dev.daruma.cluster.site.shape.Field;
import dev.daruma.cluster.site.shape.Findings;
import dev.daruma.cluster.site.shape.Parsed;
import dev.daruma.cluster.site.shape.Placed;
import dev.daruma.cluster.site.shape.Values;
import dev.daruma.engine.host.Target.Password;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What the cluster's certificates are like: by the site file's own keys, or by request files; and
 * an authority that exists already, which has to be a usable one.
 */
record CertificateReading(
    Draft draft, Folders folders, Operator operator, Clock clock, Findings findings) {

  /** Empty only when there is an error. */
  Optional<Certificates> read() {
    var written = draft.kubernetes().value(KubernetesKeys.CERTIFICATES).orElse(Values.none());
    var authority = written.find(CertificateKeys.AUTHORITY);
    var certificates = read(written, authority.flatMap(this::given));
    certificates.ifPresent(made -> authority.ifPresent(place -> endsEarly(place, made)));
    return certificates;
  }

  private Optional<Certificates> read(Values written, Optional<GivenAuthority> authority) {
    var requests = written.find(CertificateKeys.REQUESTS);
    if (requests.isPresent()) {
      areNotSaidTwice(written);
      return new CfsslReading(draft, folders, findings)
          .read(requests.get().value(), requests.get().place(), authority);
    }
    if (findings.hasErrors()) {
      return Optional.empty();
    }
    return Optional.of(
        new Certificates(
            written.get(CertificateKeys.ALGORITHM),
            written.get(CertificateKeys.AUTHORITY_LIFETIME),
            written.get(CertificateKeys.LIFETIME),
            written.get(CertificateKeys.EXTRA_NAMES).stream().map(Placed::value).toList(),
            Optional.empty(),
            authority));
  }

  private void areNotSaidTwice(Values written) {
    for (Field<?> field :
        List.of(
            CertificateKeys.ALGORITHM,
            CertificateKeys.AUTHORITY_LIFETIME,
            CertificateKeys.LIFETIME,
            CertificateKeys.EXTRA_NAMES)) {
      written
          .find(field)
          .filter(Placed::written)
          .ifPresent(
              placed ->
                  findings.error(
                      placed.place(),
                      "%s and requests are both given".formatted(field.key()),
                      "keep one of the two: the request files say this, too"));
    }
  }

  private Optional<GivenAuthority> given(Placed<Values> written) {
    var certificate = written.value().find(CertificateKeys.AUTHORITY_CERTIFICATE);
    var key = written.value().find(CertificateKeys.AUTHORITY_KEY);
    if (certificate.isEmpty()
        || key.isEmpty()
        || CertificateKeys.AUTHORITY_PASSWORD.areWrong(written.value())) {
      return Optional.empty();
    }
    var certificateText = folders.text(certificate.get(), findings);
    var keyText = folders.text(key.get(), findings);
    if (certificateText.isEmpty() || keyText.isEmpty()) {
      return Optional.empty();
    }
    return switch (new Passwords(folders, operator).ofKey(written.value())) {
      case Parsed.Bad<Optional<Password>>(var what, var remedy) -> {
        findings.error(written.place(), what, remedy);
        yield Optional.empty();
      }
      case Parsed.Good<Optional<Password>>(var password) -> {
        try {
          var _ =
              Authority.read(
                  certificate.get().value(),
                  certificateText.get(),
                  key.get().value(),
                  keyText.get(),
                  password.map(Password::reveal),
                  clock);
          yield Optional.of(
              new GivenAuthority(
                  folders.resolve(certificate.get().value()),
                  certificateText.get(),
                  folders.resolve(key.get().value()),
                  password));
        } catch (PkiException unusable) {
          findings.error(
              written.place(),
              "the authority cannot be used: " + unusable.getMessage(),
              "name a certificate that may sign others, and the private key that belongs to it");
          yield Optional.empty();
        }
      }
    };
  }

  /** Certificates end with their authority, whatever lifetime is asked for. */
  private void endsEarly(Placed<Values> written, Certificates certificates) {
    certificates
        .authority()
        .map(given -> CertificateFacts.read("authority", given.certificate()).notAfter())
        .filter(end -> clock.instant().plus(certificates.lifetime()).isAfter(end))
        .ifPresent(
            end ->
                findings.warning(
                    written.place(),
                    "the authority ends at %s, before the certificates' lifetime is over"
                        .formatted(end),
                    "they will end with it; make a new authority in time"));
  }
}
