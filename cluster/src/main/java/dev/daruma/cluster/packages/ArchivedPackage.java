package dev.daruma.cluster.packages;

import dev.daruma.engine.bundle.Checksum;
import dev.daruma.engine.web.WebFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A package of an archive's, fetched by this machine and believed as apt would believe it. Sources:
 * Debian's description of repositories, "Release files" and "Packages indices".
 *
 * @param name such as {@code kubectl}
 * @param architecture Debian's name, such as {@code arm64}
 */
public record ArchivedPackage(Archive archive, String name, String architecture) {
  private static final String RELEASE = "Release";
  private static final String PACKAGES = "Packages";

  /**
   * The whole package, after signature and checksums were right.
   *
   * @throws IOException when it cannot be had, or anything is not right; the message says what
   */
  public byte[] fetch(WebFiles web) throws IOException {
    ArchiveKey key = ArchiveKey.read(web.get(archive.key()));
    if (key.only(archive.fingerprint()).isEmpty()) {
      throw new IOException(
          "%s holds %s, and %s is wanted"
              .formatted(
                  archive.key(),
                  key.fingerprints().isEmpty()
                      ? "no key"
                      : "the key " + String.join(", ", key.fingerprints()),
                  archive.fingerprint()));
    }
    byte[] release = file(web, RELEASE);
    if (!key.hasSigned(release, file(web, RELEASE + ".gpg"), archive.fingerprint())) {
      throw new IOException(
          "%s is not signed by the key %s"
              .formatted(archive.url().resolve(RELEASE), archive.fingerprint()));
    }
    byte[] index = file(web, PACKAGES);
    compare(PACKAGES, index, checksumOfIndex(text(release)));
    Map<String, String> wanted =
        newest(text(index))
            .orElseThrow(
                () ->
                    new IOException(
                        "%s has no %s %s for %s"
                            .formatted(archive.url(), name, archive.version(), architecture)));
    String path = wanted.getOrDefault("Filename", "");
    byte[] deb = file(web, path);
    compare(path, deb, wanted.getOrDefault("SHA256", ""));
    return deb;
  }

  private byte[] file(WebFiles web, String path) throws IOException {
    try {
      return web.get(archive.url().resolve(path));
    } catch (IOException failure) {
      throw new IOException(
          "%s: %s".formatted(archive.url().resolve(path), failure.getMessage()), failure);
    }
  }

  private void compare(String path, byte[] content, String wanted) throws IOException {
    String found = Checksum.of(content);
    if (!found.equals(wanted)) {
      throw new IOException(
          "%s has SHA-256 %s, should have %s"
              .formatted(archive.url().resolve(path), found, wanted));
    }
  }

  /** In the list below {@code SHA256:}, of lines with checksum, length and name. */
  private static String checksumOfIndex(String release) {
    return release
        .lines()
        .dropWhile(line -> !line.equals("SHA256:"))
        .skip(1)
        .takeWhile(line -> line.startsWith(" "))
        .map(line -> line.strip().split("\\s+"))
        .filter(fields -> fields.length == 3 && fields[2].equals(PACKAGES))
        .map(fields -> fields[0])
        .findFirst()
        .orElse("");
  }

  /** The last revision of the version, as {@code 1.30.0-1.10} is later than {@code 1.30.0-1.9}. */
  private Optional<Map<String, String>> newest(String index) {
    return Arrays.stream(index.split("\n\n+"))
        .map(ArchivedPackage::fields)
        .filter(fields -> name.equals(fields.get("Package")))
        .filter(fields -> List.of(architecture, "all").contains(fields.get("Architecture")))
        .filter(
            fields ->
                fields.getOrDefault("Version", "").startsWith(archive.version().toString() + "-"))
        .max(Comparator.comparing(fields -> fields.getOrDefault("Version", ""), REVISIONS));
  }

  private static final Comparator<String> REVISIONS =
      Comparator.comparing(
          version ->
              Arrays.stream(version.substring(version.indexOf('-') + 1).split("\\D+"))
                  .filter(number -> !number.isEmpty())
                  .map("%9s"::formatted)
                  .toList()
                  .toString());

  private static Map<String, String> fields(String stanza) {
    Map<String, String> fields = new HashMap<>();
    stanza
        .lines()
        .filter(line -> !line.startsWith(" ") && line.contains(": "))
        .forEach(
            line ->
                fields.put(
                    line.substring(0, line.indexOf(": ")), line.substring(line.indexOf(": ") + 2)));
    return fields;
  }

  private static String text(byte[] file) {
    return new String(file, StandardCharsets.UTF_8);
  }
}
