package dev.daruma.bench.scale;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A question about many subjects, as {@link dev.daruma.engine.observe.Batch} puts it. Hosts differ
 * in their subjects; the answers about each of them, one after the other, answer the whole.
 *
 * @param names without quotes
 * @param script what is asked about them
 */
record Subjects(List<String> names, String script) {
  private static final Pattern QUESTION =
      Pattern.compile("set -- (?<names>'[^']*'(?: '[^']*')*)\\n(?<script>.*)", Pattern.DOTALL);

  static Optional<Subjects> in(String question) {
    Matcher matcher = QUESTION.matcher(question.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String names = matcher.group("names");
    return Optional.of(
        new Subjects(
            List.of(names.substring(1, names.length() - 1).split("' '")), matcher.group("script")));
  }

  /** The same question about each of them alone. */
  List<String> alone() {
    return names.stream().map(name -> "set -- '" + name + "'\n" + script).toList();
  }
}
