package dev.daruma.cluster.site.file;

import dev.daruma.cluster.release.Releases;
import dev.daruma.cluster.site.Version;
import dev.daruma.cluster.site.shape.Findings;
import dev.daruma.cluster.site.shape.Placed;

/** Whether the release of Kubernetes is one that daruma knows. */
final class VersionChecks {
  private VersionChecks() {}

  static void check(Draft draft, Findings findings) {
    draft
        .kubernetes()
        .find(KubernetesKeys.VERSION)
        .ifPresent(version -> isKnown(version, draft, findings));
  }

  private static void isKnown(Placed<Version> version, Draft draft, Findings findings) {
    int age = Releases.age(version.value().major(), version.value().minor());
    String newest = Releases.newest().name();
    if (age < 0) {
      findings.error(
          version.place(),
          "Kubernetes %s is older than all releases that this daruma knows"
              .formatted(version.value()),
          "take one of %s to %s".formatted(Releases.oldest().name(), newest));
    } else if (age > 0) {
      String what =
          "Kubernetes %s is newer than all releases that this daruma knows"
              .formatted(version.value());
      if (draft.kubernetes().value(KubernetesKeys.UNKNOWN_VERSION).orElse(UnknownVersion.REFUSED)
          == UnknownVersion.ALLOWED) {
        findings.warning(version.place(), what, "it is treated as if it were " + newest);
      } else {
        findings.error(
            version.place(),
            what,
            "the newest known one is %s; take that, or set unknownVersion: allowed to have this one"
                    .formatted(newest)
                + " treated like it");
      }
    }
  }
}
