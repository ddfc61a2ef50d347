package dev.daruma.lab.bundle;

import dev.daruma.engine.bundle.Checksum;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * The index of a flat apt repository (a folder of packages, named {@code ./} in sources.list).
 * Checksummed throughout; trusted because the bundle's own checksum was verified.
 */
final class AptRepository {
  static final List<String> INDEX = List.of("Packages", "Packages.gz", "Release");

  private AptRepository() {}

  /** A package of the index. */
  record Listed(String name, String version, String file) {}

  /** Puts packages in without copying them; the index does not care. */
  static void link(Path packages, Path folder) throws IOException {
    try (Stream<Path> files = Files.list(packages)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".deb")).toList()) {
        Files.createLink(folder.resolve(file.getFileName()), file);
      }
    }
  }

  /** What the index names, in its order. */
  static List<Listed> list(Path folder) throws IOException {
    List<Listed> all = new ArrayList<>();
    for (String stanza : Files.readString(folder.resolve("Packages")).split("\n\n")) {
      Map<String, String> fields = new HashMap<>();
      stanza
          .lines()
          .filter(line -> !line.startsWith(" ") && line.contains(": "))
          .forEach(line -> fields.put(line.split(": ", 2)[0], line.split(": ", 2)[1]));
      all.add(
          new Listed(
              field(fields, "Package"),
              field(fields, "Version"),
              field(fields, "Filename").replaceFirst("^\\./", "")));
    }
    return all;
  }

  private static String field(Map<String, String> fields, String name) {
    return Objects.requireNonNull(fields.get(name), name);
  }

  static void index(Path folder, String architecture, Instant time) throws IOException {
    List<String> stanzas =
        new Command(
                "index packages",
                List.of(
                    "sh",
                    "-c",
                    // Its summary goes to standard error.
                    "cd \"$1\" && exec dpkg-scanpackages --multiversion --hash sha256 . 2>/dev/null",
                    "sh",
                    folder.toString()),
                Map.of())
            .lines();
    byte[] packages = (String.join("\n", stanzas) + "\n").getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve("Packages"), packages);
    try (GZIPOutputStream compressed =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("Packages.gz")))) {
      compressed.write(packages);
    }
    Files.writeString(folder.resolve("Release"), release(folder, architecture, time));
  }

  private static String release(Path folder, String architecture, Instant time) throws IOException {
    StringBuilder text =
        new StringBuilder(
            """
            Origin: daruma
            Label: daruma
            Suite: bundle
            Codename: bundle
            Date: %s
            Architectures: %s
            Description: Kubernetes and what hosts need for it
            SHA256:
            """
                .formatted(
                    DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'UTC'", Locale.ROOT)
                        .format(time.atOffset(ZoneOffset.UTC)),
                    architecture));
    for (String name : List.of("Packages", "Packages.gz")) {
      Path file = folder.resolve(name);
      text.append(" %s %d %s\n".formatted(Checksum.of(file), Files.size(file), name));
    }
    return text.toString();
  }
}
