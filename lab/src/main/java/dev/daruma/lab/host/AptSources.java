package dev.daruma.lab.host;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where this machine gets Debian's packages from. Source: sources.list(5), both formats.
 *
 * @param entries one for each address and suite
 */
record AptSources(List<Entry> entries) {

  record Entry(String address, String suite, List<String> components) {
    private boolean isDebian() {
      return components.contains("main")
          && Stream.of("/debian", "/debian-security").anyMatch(path()::endsWith);
    }

    private String path() {
      String path = URI.create(address).getPath();
      return path == null ? "" : path.replaceAll("/+$", "");
    }

    /** The same mirror's other release, where this is a main archive. */
    private Stream<Entry> as(String codeName) {
      return path().endsWith("/debian")
          ? Stream.of(new Entry(address, codeName, components))
          : Stream.empty();
    }

    /** As mmdebstrap takes it: one line, main only. */
    String line() {
      return "deb " + address + " " + suite + " main";
    }
  }

  static AptSources ofThisMachine() {
    Path folder = Path.of("/etc/apt/sources.list.d");
    List<Entry> entries = new ArrayList<>();
    entries.addAll(oneLine(LabFiles.readIfThere(Path.of("/etc/apt/sources.list"))));
    for (Path file : LabFiles.list(folder)) {
      String content = LabFiles.readIfThere(file);
      if (file.toString().endsWith(".sources")) {
        entries.addAll(deb822(content));
      } else if (file.toString().endsWith(".list")) {
        entries.addAll(oneLine(content));
      }
    }
    return new AptSources(entries);
  }

  /**
   * Lines for a Debian of this code name, its updates too; empty where the machine knows no mirror.
   * A machine of another release has a mirror as well, and mirrors carry all releases.
   */
  List<String> linesFor(String codeName) {
    Set<String> suites = Set.of(codeName, codeName + "-updates", codeName + "-security");
    List<Entry> debian = entries.stream().filter(Entry::isDebian).toList();
    List<Entry> same = debian.stream().filter(entry -> suites.contains(entry.suite())).toList();
    // Updates alone make no system.
    boolean whole = same.stream().anyMatch(entry -> entry.suite().equals(codeName));
    return (whole ? same.stream() : debian.stream().flatMap(entry -> entry.as(codeName)))
        .map(Entry::line)
        .distinct()
        .toList();
  }

  static List<Entry> oneLine(String content) {
    return content
        .lines()
        .map(line -> line.replaceFirst("#.*", "").replaceFirst("\\[[^]]*]", " ").strip())
        .filter(line -> line.startsWith("deb "))
        .map(line -> line.split("\\s+"))
        .filter(words -> words.length >= 3)
        .map(words -> new Entry(words[1], words[2], List.of(words).subList(3, words.length)))
        .toList();
  }

  static List<Entry> deb822(String content) {
    return Arrays.stream(content.split("\n\\s*\n"))
        .map(AptSources::fields)
        .filter(fields -> words(fields, "types").contains("deb"))
        .filter(fields -> !fields.getOrDefault("enabled", "yes").strip().equals("no"))
        .flatMap(AptSources::entries)
        .toList();
  }

  private static Stream<Entry> entries(Map<String, String> fields) {
    return words(fields, "uris").stream()
        .flatMap(
            address ->
                words(fields, "suites").stream()
                    .map(suite -> new Entry(address, suite, words(fields, "components"))));
  }

  private static List<String> words(Map<String, String> fields, String name) {
    String value = fields.getOrDefault(name, "").strip();
    return value.isEmpty() ? List.of() : List.of(value.split("\\s+"));
  }

  private static Map<String, String> fields(String stanza) {
    Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    String name = "";
    for (String line : stanza.lines().filter(line -> !line.startsWith("#")).toList()) {
      int colon = line.indexOf(':');
      if (line.startsWith(" ") || line.startsWith("\t")) {
        fields.merge(name, line, String::concat);
      } else if (colon > 0) {
        name = line.substring(0, colon).strip();
        fields.put(name, line.substring(colon + 1));
      }
    }
    return fields;
  }
}
