package dev.daruma.cluster.site.file;

import dev.daruma.cluster.packages.Archive;
import dev.daruma.cluster.site.shape.Findings;
import dev.daruma.cluster.site.shape.Values;
import java.nio.file.Files;
import java.util.stream.Stream;

/** Where packages come from: one source, and a bundle that is there. */
final class PackageChecks {
  private PackageChecks() {}

  static void check(Draft draft, Folders folders, Findings findings) {
    var packages = draft.values().value(SiteKeys.PACKAGES).orElse(Values.none());
    var given =
        Stream.of(PackageKeys.SOURCE, PackageKeys.MIRROR, PackageKeys.BUNDLE)
            .filter(field -> packages.find(field).isPresent() || packages.isWrong(field))
            .toList();
    if (given.size() > 1) {
      packages
          .find(given.getFirst())
          .ifPresent(
              first ->
                  findings.error(
                      first.place(),
                      "%s and %s are both given"
                          .formatted(given.getFirst().key(), given.get(1).key()),
                      "keep one of the two"));
    }
    var bundle = packages.find(PackageKeys.BUNDLE);
    bundle
        .filter(file -> !Files.isRegularFile(folders.resolve(file.value())))
        .ifPresent(
            file ->
                // Only a warning: the lab and the demo need the site before the bundle is there.
                findings.warning(
                    file.place(),
                    "there is no bundle %s".formatted(file.value()),
                    "make it with `daruma bundle build --from %s --kubernetes %s --out %s`"
                        .formatted(publisher(draft), version(draft), file.value())));
  }

  private static String publisher(Draft draft) {
    return draft
        .kubernetes()
        .value(KubernetesKeys.VERSION)
        .map(Archive::publisher)
        .orElse("debian");
  }

  private static String version(Draft draft) {
    return draft.kubernetes().value(KubernetesKeys.VERSION).map(Object::toString).orElse("VERSION");
  }
}
