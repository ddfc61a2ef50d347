package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.Fingerprint;
import dev.daruma.cluster.site.Packages;
import dev.daruma.cluster.site.shape.Choice;
import dev.daruma.cluster.site.shape.Field;
import dev.daruma.cluster.site.shape.Parsed;
import dev.daruma.cluster.site.shape.Scalar;
import dev.daruma.cluster.site.shape.Section;
import dev.daruma.cluster.site.shape.Values;
import java.net.URI;

/** The keys of {@code packages}. */
final class PackageKeys {
  private PackageKeys() {}

  /** The packages' source that needs nothing but the internet. */
  static final Field<String> SOURCE =
      Field.optional(
          "source",
          Choice.of("source", "upstream"),
          "upstream: Kubernetes' own archive and registry.");

  static final Field<URI> URL =
      Field.required(
          "url",
          References.MIRROR,
          "Folder with the index, Packages and Release; all hosts must reach it.");
  static final Field<Fingerprint> FINGERPRINT =
      Field.required(
          "fingerprint",
          Scalar.text(
              "the fingerprint of an OpenPGP key",
              "DE15B14486CD377B9E876E1A234654DA9A296436",
              "^([0-9A-Fa-f] *){40}$",
              text ->
                  Fingerprint.parse(text)
                      .map(Parsed::good)
                      .orElseGet(
                          () ->
                              Parsed.bad(
                                  "\"%s\" is no fingerprint of an OpenPGP key".formatted(text),
                                  "write its 40 hexadecimal digits, as `gpg --show-keys FILE`"
                                      + " prints them"))),
          "Of the key that the index is signed with; no other key is trusted.");
  static final Field<URI> KEY =
      Field.optional(
          "key", References.MIRROR, "URL of that key; by default Release.key beside the index.");
  static final Field<String> IMAGES =
      Field.optional(
          "images",
          References.REGISTRY_FOLDER,
          "Registry that has Kubernetes' images, each by its last name; by default Kubernetes'"
              + " own.");
  static final Field<Values> MIRROR =
      Field.optional(
          "mirror",
          Section.of(
              "{url: https://mirror.example.com/kubernetes/v1.30/deb, fingerprint: ...}",
              URL,
              FINGERPRINT,
              KEY,
              IMAGES),
          "An archive laid out like Kubernetes' own; instead of source.");

  static final Field<String> BUNDLE =
      Field.optional(
          "bundle",
          References.FILE,
          "Archive of packages and images made by `daruma bundle build`; instead of source.");

  static final Section SECTION =
      Section.of("{source: upstream}", SOURCE, MIRROR, BUNDLE).shortFor(SOURCE);

  /** Once the file is known to be right. */
  static Packages packages(Values values, Folders folders) {
    return values
        .value(BUNDLE)
        .<Packages>map(written -> new Packages.FromBundle(folders.resolve(written)))
        .or(() -> values.value(MIRROR).map(PackageKeys::mirror))
        .orElseGet(Packages.Upstream::new);
  }

  private static Packages mirror(Values written) {
    String url = written.get(URL).toString();
    URI folder = URI.create(url.endsWith("/") ? url : url + "/");
    return new Packages.FromMirror(
        folder,
        written.value(KEY).orElseGet(() -> folder.resolve("Release.key")),
        written.get(FINGERPRINT),
        written.value(IMAGES));
  }
}
