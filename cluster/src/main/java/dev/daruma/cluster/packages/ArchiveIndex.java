package dev.daruma.cluster.packages;

import dev.daruma.engine.bundle.Checksum;
import dev.daruma.engine.web.WebFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an archive has, as this machine sees it, and believes it as apt would. Sources: Debian's
 * description of repositories, "Release files" and "Packages indices".
 */
public final class ArchiveIndex {
  private static final String RELEASE = "Release";
  private static final String PACKAGES = "Packages";

  /** Those that have Kubernetes' own version. */
  private static final Set<String> OF_KUBERNETES = Set.of("kubeadm", "kubelet", "kubectl");

  private static final Comparator<String> VERSIONS =
      Comparator.comparing(
          version ->
              Arrays.stream(version.split("\\D+"))
                  .filter(number -> !number.isEmpty())
                  .map("%9s"::formatted)
                  .toList()
                  .toString());

  private final Archive archive;
  private final WebFiles web;
  private final List<Map<String, String>> stanzas;

  private ArchiveIndex(Archive archive, WebFiles web, List<Map<String, String>> stanzas) {
    this.archive = archive;
    this.web = web;
    this.stanzas = stanzas;
  }

  /** A package as its archive has it. */
  public record ArchivedPackage(String name, String version, String path, String sha256) {
    /** Without the folder that it lies in. */
    public String fileName() {
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  /**
   * Reads the index, after its key, its signature and its checksum were right.
   *
   * @throws IOException when it cannot be had, or anything is not right; the message says what
   */
  public static ArchiveIndex read(Archive archive, WebFiles web) throws IOException {
    ArchiveKey key = ArchiveKey.read(get(web, archive.key()));
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
    byte[] release = file(archive, web, RELEASE);
    if (!key.hasSigned(release, file(archive, web, RELEASE + ".gpg"), archive.fingerprint())) {
      throw new IOException(
          "%s is not signed by the key %s"
              .formatted(archive.url().resolve(RELEASE), archive.fingerprint()));
    }
    byte[] index = file(archive, web, PACKAGES);
    compare(archive, PACKAGES, index, checksumOfIndex(text(release)));
    return new ArchiveIndex(
        archive, web, Arrays.stream(text(index).split("\n\n+")).map(ArchiveIndex::fields).toList());
  }

  /**
   * The last revision of a package: of those that have Kubernetes' version in this one, as {@code
   * 1.30.0-1.10} is later than {@code 1.30.0-1.9}.
   *
   * @param architecture Debian's name, such as {@code arm64}
   * @throws IOException when there is none
   */
  public ArchivedPackage find(String name, String architecture) throws IOException {
    String prefix = OF_KUBERNETES.contains(name) ? archive.version() + "-" : "";
    return stanzas.stream()
        .filter(fields -> name.equals(fields.get("Package")))
        .filter(fields -> List.of(architecture, "all").contains(fields.get("Architecture")))
        .map(
            fields ->
                new ArchivedPackage(
                    name,
                    fields.getOrDefault("Version", ""),
                    fields.getOrDefault("Filename", ""),
                    fields.getOrDefault("SHA256", "")))
        .filter(found -> found.version().startsWith(prefix))
        .max(Comparator.comparing(ArchivedPackage::version, VERSIONS))
        .orElseThrow(
            () ->
                new IOException(
                    "%s has no %s for %s"
                        .formatted(
                            archive.url(),
                            prefix.isEmpty() ? name : name + " " + archive.version(),
                            architecture)));
  }

  /**
   * The whole package, after its checksum was right.
   *
   * @throws IOException when it cannot be had, or is another one
   */
  public byte[] fetch(ArchivedPackage wanted) throws IOException {
    byte[] deb = file(archive, web, wanted.path());
    compare(archive, wanted.path(), deb, wanted.sha256());
    return deb;
  }

  private static byte[] file(Archive archive, WebFiles web, String path) throws IOException {
    return get(web, archive.url().resolve(path));
  }

  private static byte[] get(WebFiles web, URI url) throws IOException {
    try {
      return web.get(url);
    } catch (IOException failure) {
      throw new IOException("%s: %s".formatted(url, failure.getMessage()), failure);
    }
  }

  private static void compare(Archive archive, String path, byte[] content, String wanted)
      throws IOException {
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
