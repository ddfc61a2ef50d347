package dev.daruma.cluster.site.shape;

import dev.daruma.cluster.site.shape.Field.Presence;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping with known keys.
 *
 * @param shorthand the field that a lone scalar stands for, where the section has a short form
 */
public record Section(String example, List<Field<?>> fields, Optional<Field<?>> shorthand)
    implements Shape<Values> {

  public static Section of(String example, Field<?>... fields) {
    return new Section(example, List.of(fields), Optional.empty());
  }

  /** The same, and a lone scalar stands for this field: one of the keys, or instead of all. */
  public Section shortFor(Field<?> field) {
    return new Section(example, fields, Optional.of(field));
  }

  @Override
  public Optional<Values> decode(Node node, Place key, Findings findings) {
    return switch (node) {
      case MappingNode mapping -> Optional.of(decodeMapping(mapping, key, findings));
      case ScalarNode scalar when shorthand.isPresent() && !scalar.getTag().equals(Tag.NULL) ->
          Optional.of(decodeShorthand(shorthand.get(), scalar, findings));
      default -> refuse(node, findings);
    };
  }

  private Values decodeMapping(MappingNode mapping, Place key, Findings findings) {
    var values = new HashMap<Field<?>, Placed<?>>();
    var entries = Entries.of(mapping, findings).list();
    var wrong = new HashSet<Field<?>>();
    var accounted = new HashSet<String>();
    entries.forEach(entry -> accounted.add(entry.word()));
    for (var entry : entries) {
      fields.stream()
          .filter(field -> field.key().equals(entry.word()))
          .findFirst()
          .ifPresentOrElse(
              field -> decodeField(field, entry, values, wrong, findings),
              // A key that is meant by a misspelt one is not missing as well.
              () -> unknown(entry, accounted, findings).ifPresent(accounted::add));
    }
    fields.stream()
        .filter(field -> !accounted.contains(field.key()))
        .forEach(field -> absent(field, key, values, findings));
    return new Values(values, wrong);
  }

  private Values decodeShorthand(Field<?> field, ScalarNode scalar, Findings findings) {
    var values = new HashMap<Field<?>, Placed<?>>();
    var wrong = new HashSet<Field<?>>();
    var place = Place.of(scalar);
    field
        .shape()
        .decode(scalar, place, findings)
        .ifPresentOrElse(
            value -> values.put(field, Placed.written(value, place)), () -> wrong.add(field));
    if (fields.contains(field)) {
      fields.stream()
          .filter(other -> other != field)
          .forEach(other -> absent(other, place, values, findings));
    }
    return new Values(values, wrong);
  }

  private static void decodeField(
      Field<?> field,
      Entries.Entry entry,
      Map<Field<?>, Placed<?>> values,
      Set<Field<?>> wrong,
      Findings findings) {
    if (field.presence() instanceof Presence.Later) {
      findings.warning(
          entry.place(),
          "\"%s\" is declared, but this version builds nothing for it yet".formatted(field.key()),
          "it may stay, and is ignored");
    }
    field
        .shape()
        .decode(entry.value(), entry.place(), findings)
        .ifPresentOrElse(
            value -> values.put(field, Placed.written(value, Place.of(entry.value()))),
            () -> wrong.add(field));
  }

  private static void absent(
      Field<?> field, Place key, Map<Field<?>, Placed<?>> values, Findings findings) {
    switch (field.presence()) {
      case Presence.Required required ->
          findings.error(
              key,
              "\"%s\" is missing".formatted(field.key()),
              "add %s: %s".formatted(field.key(), field.shape().example()));
      case Presence.Default(var yaml) ->
          field
              .shape()
              .decode(Document.fragment(yaml), key, findings)
              .ifPresent(value -> values.put(field, new Placed<>(value, key, false)));
      case Presence.Optional optional -> {}
      case Presence.Later later -> {}
    }
  }

  /** Notes an unknown key; the one that was probably meant is none that is there already. */
  private Optional<String> unknown(Entries.Entry entry, Set<String> accounted, Findings findings) {
    var keys = fields.stream().map(Field::key).toList();
    var free = keys.stream().filter(key -> !accounted.contains(key)).toList();
    var meant = Nearest.to(entry.word(), free);
    findings.error(
        entry.place(),
        "unknown key \"%s\"".formatted(entry.word()),
        meant
            .map("did you mean \"%s\"?"::formatted)
            .orElseGet(() -> "the keys here are " + String.join(", ", keys)));
    return meant;
  }

  @Override
  public String noun() {
    return "a mapping";
  }
}
