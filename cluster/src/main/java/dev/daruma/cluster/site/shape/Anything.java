package dev.daruma.cluster.site.shape;

import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** A value that this version does not look into. */
public record Anything() implements Shape<Node> {
  @Override
  public Optional<Node> decode(Node node, Place key, Findings findings) {
    return Optional.of(node);
  }

  @Override
  public String noun() {
    return "anything";
  }

  @Override
  public String example() {
    return "{}";
  }
}
