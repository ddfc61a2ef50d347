package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.shape.Findings;
import dev.daruma.cluster.site.shape.Values;
import java.time.Duration;

/** What must hold among certificates' lifetimes and for the AS number. */
final class KubernetesChecks {
  private KubernetesChecks() {}

  static void check(Draft draft, Findings findings) {
    draft
        .kubernetes()
        .value(KubernetesKeys.CERTIFICATES)
        .ifPresent(certificates -> lifetimesNest(certificates, findings));
    draft
        .kubernetes()
        .value(KubernetesKeys.NETWORK)
        .ifPresent(network -> autonomousSystemIsPrivate(network, findings));
  }

  private static void lifetimesNest(Values certificates, Findings findings) {
    var authority = certificates.find(CertificateKeys.AUTHORITY_LIFETIME);
    var signed = certificates.find(CertificateKeys.LIFETIME);
    if (authority.isEmpty()
        || signed.isEmpty()
        || signed.get().value().compareTo(authority.get().value()) <= 0) {
      return;
    }
    var place = signed.get().written() ? signed.get().place() : authority.get().place();
    findings.error(
        place,
        "certificates would live %s, longer than their authorities with %s"
            .formatted(text(signed.get().value()), text(authority.get().value())),
        "make lifetime at most authorityLifetime");
  }

  /** Ranges: RFC 6996, section 5. */
  private static void autonomousSystemIsPrivate(Values network, Findings findings) {
    network
        .find(KubernetesKeys.AUTONOMOUS_SYSTEM)
        .filter(number -> number.value() < 64_512 || number.value() > 65_534)
        .filter(number -> number.value() < 4_200_000_000L)
        .ifPresent(
            number ->
                findings.warning(
                    number.place(),
                    "AS %d is no private one".formatted(number.value()),
                    "unless it is yours, take one of 64512 to 65534 or 4200000000 to 4294967294"));
  }

  private static String text(Duration duration) {
    return duration.toDays() > 0 ? duration.toDays() + " days" : duration.toSeconds() + " s";
  }
}
