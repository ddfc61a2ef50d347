package dev.daruma.cluster.site.shape;

import dev.daruma.cluster.site.shape.Field.Presence;
import java.math.BigInteger;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes what shapes describe as JSON Schema, draft 2020-12. */
public final class JsonSchema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private JsonSchema() {}

  /** The schema of one shape, and of all within. */
  public static ObjectNode of(Shape<?> shape) {
    return switch (shape) {
      case Scalar<?> scalar -> scalar(scalar.form());
      case Choice<?> choice -> choice(choice);
      case Listing<?> listing -> listing(listing);
      case Dictionary<?, ?> dictionary ->
          JSON.objectNode()
              .put("type", "object")
              .set("propertyNames", of(dictionary.key()))
              .set("additionalProperties", of(dictionary.value()));
      case Section section -> section(section);
      case Anything anything -> JSON.objectNode();
    };
  }

  private static ObjectNode scalar(Scalar.Form form) {
    return switch (form) {
      case Scalar.Form.Text(var pattern) ->
          JSON.objectNode().put("type", "string").put("pattern", pattern);
      case Scalar.Form.Whole(var least, var most) ->
          JSON.objectNode().put("type", "integer").put("minimum", least).put("maximum", most);
    };
  }

  private static ObjectNode choice(Choice<?> choice) {
    var words = JSON.arrayNode();
    choice.values().keySet().forEach(words::add);
    return JSON.objectNode().set("enum", words);
  }

  private static ObjectNode listing(Listing<?> listing) {
    var list =
        JSON.objectNode()
            .put("type", "array")
            .set("items", of(listing.item()))
            .put("minItems", listing.least())
            .put("uniqueItems", true);
    return either(of(listing.item()), list);
  }

  private static ObjectNode section(Section section) {
    var properties = JSON.objectNode();
    var required = JSON.arrayNode();
    for (var field : section.fields()) {
      properties.set(field.key(), field(field));
      if (field.presence() instanceof Presence.Required) {
        required.add(field.key());
      }
    }
    var mapping =
        JSON.objectNode()
            .put("type", "object")
            .set("properties", properties)
            .set("required", required)
            .put("additionalProperties", false);
    return section
        .shorthand()
        .map(shorthand -> either(of(shorthand.shape()), mapping))
        .orElse(mapping);
  }

  private static ObjectNode field(Field<?> field) {
    var later = field.presence() instanceof Presence.Later ? "Not built yet. " : "";
    var schema = JSON.objectNode().put("description", later + field.description());
    if (field.presence() instanceof Presence.Default(var yaml)) {
      schema.set("default", json(Document.fragment(yaml)));
    }
    return schema.setAll(of(field.shape()));
  }

  private static ObjectNode either(ObjectNode one, ObjectNode other) {
    return JSON.objectNode().set("anyOf", JSON.arrayNode().add(one).add(other));
  }

  /** A YAML node as JSON, as other readers of the file would have it. */
  public static JsonNode json(Node node) {
    return switch (node) {
      case MappingNode mapping -> {
        var object = JSON.objectNode();
        mapping
            .getValue()
            .forEach(
                tuple ->
                    object.set(
                        ((ScalarNode) tuple.getKeyNode()).getValue(), json(tuple.getValueNode())));
        yield object;
      }
      case SequenceNode sequence -> {
        var array = JSON.arrayNode();
        sequence.getValue().forEach(item -> array.add(json(item)));
        yield array;
      }
      case ScalarNode scalar when scalar.getTag().equals(Tag.INT) ->
          JSON.numberNode(new BigInteger(scalar.getValue()));
      case ScalarNode scalar when scalar.getTag().equals(Tag.BOOL) ->
          JSON.booleanNode(Boolean.parseBoolean(scalar.getValue()));
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> JSON.nullNode();
      case ScalarNode scalar -> JSON.stringNode(scalar.getValue());
      default -> throw new IllegalArgumentException("no value: " + node);
    };
  }
}
