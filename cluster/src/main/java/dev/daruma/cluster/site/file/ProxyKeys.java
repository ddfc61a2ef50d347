package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.Proxy;
import dev.daruma.cluster.site.shape.Field;
import dev.daruma.cluster.site.shape.Findings;
import dev.daruma.cluster.site.shape.Listing;
import dev.daruma.cluster.site.shape.Placed;
import dev.daruma.cluster.site.shape.Scalar;
import dev.daruma.cluster.site.shape.Section;
import dev.daruma.cluster.site.shape.Values;
import java.net.URI;
import java.util.List;

/** The keys of {@code proxy}. */
final class ProxyKeys {
  private ProxyKeys() {}

  static final Field<URI> HTTP =
      Field.optional("http", References.MIRROR, "The proxy for http: URLs, without a password.");
  static final Field<URI> HTTPS =
      Field.optional("https", References.MIRROR, "The proxy for https: URLs, without a password.");
  static final Field<List<Placed<String>>> EXCEPT =
      Field.defaulting(
          "except",
          Listing.of(
              Scalar.matching(
                  "a name, an address or a network",
                  ".example.com",
                  "\\.?[A-Za-z0-9][A-Za-z0-9.:/-]*",
                  "is neither a name nor an address nor a network",
                  "write it like registry.local, .example.com or 10.0.0.0/8")),
          "[]",
          "What is reached without it, beside the site itself: names, domains with a dot before"
              + " them, addresses, networks.");

  static final Section SECTION =
      Section.of("{http: http://proxy.example.com:3128}", HTTP, HTTPS, EXCEPT);

  static void check(Draft draft, Findings findings) {
    draft
        .values()
        .find(SiteKeys.PROXY)
        .filter(
            written ->
                List.of(HTTP, HTTPS).stream()
                    .noneMatch(
                        field ->
                            written.value().find(field).isPresent()
                                || written.value().isWrong(field)))
        .ifPresent(
            written ->
                findings.error(
                    written.place(),
                    "no proxy is named",
                    "write http: URL, https: URL or both, or remove proxy"));
  }

  /** Once the file is known to be right. */
  static Proxy proxy(Values written) {
    return new Proxy(
        written.value(HTTP),
        written.value(HTTPS),
        written.get(EXCEPT).stream().map(Placed::value).toList());
  }
}
