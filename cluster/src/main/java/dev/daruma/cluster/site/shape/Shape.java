package dev.daruma.cluster.site.shape;

import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The shape of a YAML value: it decodes nodes, and the JSON Schema is written from it. */
public sealed interface Shape<T> permits Scalar, Choice, Listing, Dictionary, Section, Anything {

  /**
   * Decodes a node, noting everything wrong with it.
   *
   * @param key where the key, or the list item, stands that the node belongs to
   * @return empty when nothing can be made of the node; the reason is noted then
   */
  Optional<T> decode(Node node, Place key, Findings findings);

  /** What is wanted, with its article: "an IPv4 address". */
  String noun();

  /** How it may be written, on one line. */
  String example();

  /** Notes that the node is of a wrong kind, or is no value at all. */
  default Optional<T> refuse(Node node, Findings findings) {
    if (node.getTag().equals(Tag.NULL)) {
      findings.error(
          Place.of(node), "no value is given", "write %s, such as %s".formatted(noun(), example()));
    } else {
      var kind =
          switch (node) {
            case MappingNode mapping -> "a mapping";
            case SequenceNode sequence -> "a list";
            case ScalarNode scalar -> "\"" + scalar.getValue() + "\"";
            default -> "something else";
          };
      findings.error(
          Place.of(node),
          "%s stands where %s is wanted".formatted(kind, noun()),
          "write it as " + example());
    }
    return Optional.empty();
  }
}
