package dev.daruma.cluster.toml;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * TOML 1.0 with every table under a header of its own.
 *
 * <p>Not Jackson's writer: it writes dotted keys only. containerd asks mirrors in the order of the
 * lines their tables begin on (remotes/docker/config/hosts.go, getSortedHosts), and a header is
 * what surely gives a table its line.
 */
public final class TomlText {
  private static final Pattern BARE_KEY = Pattern.compile("[A-Za-z0-9_-]+");

  private TomlText() {}

  /**
   * @param table of {@link Map} for tables, {@link List} of texts, {@link String}, {@link Integer},
   *     {@link Boolean}; in the order of the map, but values before tables as TOML needs it
   */
  public static String of(Map<String, ?> table) {
    return section("", table).strip() + "\n";
  }

  private static String section(String path, Map<?, ?> table) {
    String values =
        table.entrySet().stream()
            .filter(entry -> !(entry.getValue() instanceof Map))
            .map(entry -> key(entry.getKey()) + " = " + value(entry.getValue()) + "\n")
            .collect(Collectors.joining());
    boolean named = !path.isEmpty() && (!values.isEmpty() || table.isEmpty());
    StringBuilder text = new StringBuilder(named ? "\n[" + path + "]\n" : "").append(values);
    table.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> inner) {
            text.append(section(path.isEmpty() ? key(key) : path + "." + key(key), inner));
          }
        });
    return text.toString();
  }

  private static String key(Object key) {
    String text = (String) key;
    return BARE_KEY.matcher(text).matches() ? text : quote(text);
  }

  private static String value(Object value) {
    return switch (value) {
      case String text -> quote(text);
      case Integer number -> number.toString();
      case Boolean flag -> flag.toString();
      case List<?> list ->
          list.stream().map(TomlText::value).collect(Collectors.joining(", ", "[", "]"));
      default -> throw new IllegalArgumentException("no TOML for " + value.getClass());
    };
  }

  /** A basic string. Source: TOML 1.0, "String". */
  private static String quote(String text) {
    return text.chars()
        .mapToObj(
            character ->
                switch (character) {
                  case '"' -> "\\\"";
                  case '\\' -> "\\\\";
                  default ->
                      character < 0x20 || character == 0x7f
                          ? "\\u%04X".formatted(character)
                          : Character.toString(character);
                })
        .collect(Collectors.joining("", "\"", "\""));
  }
}
