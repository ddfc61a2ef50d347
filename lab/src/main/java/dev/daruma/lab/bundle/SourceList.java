package dev.daruma.lab.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * This machine's package sources in the one-line style of sources.list(5), those of one Debian
 * release only, each for binary and source packages.
 */
final class SourceList {
  private SourceList() {}

  static List<String> read(Path etcApt, String codename) throws IOException {
    List<Path> files = new ArrayList<>(List.of(etcApt.resolve("sources.list")));
    Path parts = etcApt.resolve("sources.list.d");
    if (Files.isDirectory(parts)) {
      try (Stream<Path> more = Files.list(parts)) {
        files.addAll(more.sorted().toList());
      }
    }
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      if (Files.isRegularFile(file)) {
        found.addAll(parse(file.toString(), Files.readString(file), codename));
      }
    }
    return found.stream().distinct().toList();
  }

  static List<String> parse(String name, String text, String codename) {
    Stream<String> lines =
        name.endsWith(".sources")
            ? Arrays.stream(text.split("\n\\s*\n")).flatMap(SourceList::oneLiners)
            : text.lines().map(String::strip).filter(line -> line.startsWith("deb "));
    return lines
        .map(line -> line.substring("deb ".length()))
        .filter(line -> isOf(codename, line))
        .flatMap(line -> Stream.of("deb " + line, "deb-src " + line))
        .toList();
  }

  private static boolean isOf(String codename, String line) {
    List<String> words = wordsOf(line.replaceFirst("^\\s*\\[.*?]\\s*", ""));
    if (words.size() < 3) {
      return false;
    }
    String suite = words.get(1);
    boolean release =
        List.of(codename, codename + "-updates", codename + "-security").contains(suite);
    // Other vendors name their suites so as well, but their components differ.
    return release && words.subList(2, words.size()).contains("main");
  }

  private static Stream<String> oneLiners(String stanza) {
    Map<String, String> fields = new LinkedHashMap<>();
    String last = "";
    for (String line : stanza.lines().filter(line -> !line.startsWith("#")).toList()) {
      int colon = line.indexOf(':');
      if (line.startsWith(" ")) {
        fields.merge(last, line, String::concat);
      } else if (colon > 0) {
        last = line.substring(0, colon);
        fields.put(last, line.substring(colon + 1).strip());
      }
    }
    if (!wordsOf(fields.getOrDefault("Types", "")).contains("deb")
        || fields.getOrDefault("Enabled", "yes").equals("no")) {
      return Stream.empty();
    }
    String key = fields.getOrDefault("Signed-By", "").strip();
    // A key may also stand in the stanza itself; then apt's own keys have to do.
    String options = key.startsWith("/") ? "[signed-by=" + key + "] " : "";
    String components = fields.getOrDefault("Components", "");
    return wordsOf(fields.getOrDefault("URIs", "")).stream()
        .flatMap(
            uri ->
                wordsOf(fields.getOrDefault("Suites", "")).stream()
                    .map(suite -> "deb " + options + uri + " " + suite + " " + components));
  }

  private static List<String> wordsOf(String text) {
    return Arrays.stream(text.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}
