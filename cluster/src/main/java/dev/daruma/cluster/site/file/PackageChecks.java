package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.shape.Findings;
import dev.daruma.cluster.site.shape.Values;
import java.nio.file.Files;

/** Where packages come from: one source, and a bundle that is there. */
final class PackageChecks {
  private PackageChecks() {}

  static void check(Draft draft, Folders folders, Findings findings) {
    var packages = draft.values().value(SiteKeys.PACKAGES).orElse(Values.none());
    var bundle = packages.find(SiteKeys.BUNDLE);
    packages
        .find(SiteKeys.SOURCE)
        .filter(source -> bundle.isPresent())
        .ifPresent(
            source ->
                findings.error(
                    source.place(), "source and bundle are both given", "keep one of the two"));
    bundle
        .filter(file -> !Files.isRegularFile(folders.resolve(file.value())))
        .ifPresent(
            file ->
                // Only a warning: the lab and the demo need the site before the bundle is there.
                findings.warning(
                    file.place(),
                    "there is no bundle %s".formatted(file.value()),
                    "make it with `daruma bundle build --from debian --kubernetes %s --out %s`"
                        .formatted(version(draft), file.value())));
  }

  private static String version(Draft draft) {
    return draft.kubernetes().value(KubernetesKeys.VERSION).map(Object::toString).orElse("VERSION");
  }
}
