package dev.daruma.cluster.site.shape;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One of some words.
 *
 * @param word what is chosen, such as "role"
 * @param values the words and what they mean, in the order they are named
 * @param later words that will mean something in a later version
 * @param synonyms words that people write, to the ones that are meant
 */
public record Choice<T>(
    String word, Map<String, T> values, Set<String> later, Map<String, String> synonyms)
    implements Shape<T> {

  /** The constants of an enum, written as their {@code toString} has it. */
  @SafeVarargs
  public static <T> Choice<T> of(String word, T... values) {
    var byText = new LinkedHashMap<String, T>();
    for (var value : values) {
      byText.put(value.toString(), value);
    }
    return new Choice<>(word, byText, Set.of(), Map.of());
  }

  public Choice<T> later(String... words) {
    return new Choice<>(word, values, Set.of(words), synonyms);
  }

  public Choice<T> synonyms(Map<String, String> meant) {
    return new Choice<>(word, values, later, meant);
  }

  @Override
  public Optional<T> decode(Node node, Place key, Findings findings) {
    if (!(node instanceof ScalarNode scalar) || node.getTag().equals(Tag.NULL)) {
      return refuse(node, findings);
    }
    var text = scalar.getValue();
    var value = Optional.ofNullable(values.get(text));
    if (value.isEmpty()) {
      if (later.contains(text)) {
        findings.error(
            Place.of(node),
            "%s \"%s\" is not built yet".formatted(word, text),
            "this version has " + words());
      } else {
        findings.error(Place.of(node), "unknown %s \"%s\"".formatted(word, text), remedy(text));
      }
    }
    return value;
  }

  private String remedy(String text) {
    return Optional.ofNullable(synonyms.get(text))
        .or(() -> Nearest.to(text, values.keySet()))
        .map("did you mean \"%s\"?"::formatted)
        .orElseGet(() -> "write " + example());
  }

  private String words() {
    return values.keySet().stream().collect(joining(", "));
  }

  @Override
  public String noun() {
    return "a " + word;
  }

  @Override
  public String example() {
    return values.size() == 1 ? words() : "one of " + words();
  }
}
