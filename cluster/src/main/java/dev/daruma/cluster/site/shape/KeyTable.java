package dev.daruma.cluster.site.shape;

import dev.daruma.cluster.site.shape.Field.Presence;
import java.util.HashSet;
import java.util.Set;

/** Writes what shapes describe as a Markdown table: every key, its default, its meaning. */
public final class KeyTable {
  private final StringBuilder rows =
      new StringBuilder("| Key | Default | Meaning |\n| --- | --- | --- |\n");
  // A section that stands in two places is written out at the first.
  private final Set<Section> written = new HashSet<>();

  private KeyTable() {}

  public static String of(Section root) {
    var table = new KeyTable();
    table.section("", root);
    return table.rows.toString();
  }

  private void section(String path, Section section) {
    if (written.add(section)) {
      section.fields().forEach(field -> field(path + field.key(), field));
    }
  }

  private void field(String path, Field<?> field) {
    var absent =
        switch (field.presence()) {
          case Presence.Required required -> "required";
          case Presence.Default(var yaml) -> "`" + yaml + "`";
          case Presence.Optional optional -> "";
          case Presence.Later later -> "not built yet";
        };
    rows.append("| `%s` | %s | %s |%n".formatted(path, absent, field.description()));
    within(path, field.shape());
  }

  private void within(String path, Shape<?> shape) {
    switch (shape) {
      case Section section -> section(path + ".", section);
      case Dictionary<?, ?> dictionary when dictionary.value() instanceof Section section ->
          section(path + ".NAME.", section);
      case Listing<?> listing when listing.item() instanceof Section section ->
          section(path + "[].", section);
      default -> {}
    }
  }
}
