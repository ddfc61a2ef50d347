package dev.daruma.cluster.site.shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A list of values, none of them twice; one scalar stands for a list of one.
 *
 * @param least how many there must be, 0 or 1
 */
public record Listing<T>(Shape<T> item, int least) implements Shape<List<Placed<T>>> {

  public static <T> Listing<T> of(Shape<T> item) {
    return new Listing<>(item, 0);
  }

  public static <T> Listing<T> ofSome(Shape<T> item) {
    return new Listing<>(item, 1);
  }

  @Override
  public Optional<List<Placed<T>>> decode(Node node, Place key, Findings findings) {
    return switch (node) {
      case SequenceNode sequence -> Optional.of(items(sequence.getValue(), node, findings));
      case ScalarNode scalar when !scalar.getTag().equals(Tag.NULL) ->
          Optional.of(items(List.of(scalar), node, findings));
      default -> refuse(node, findings);
    };
  }

  private List<Placed<T>> items(List<Node> nodes, Node list, Findings findings) {
    if (nodes.size() < least) {
      findings.error(Place.of(list), "the list is empty", "write it as " + example());
    }
    var items = new ArrayList<Placed<T>>();
    Map<T, Place> seen = new HashMap<>();
    for (var node : nodes) {
      var place = Place.of(node);
      item.decode(node, place, findings)
          .ifPresent(
              value -> {
                var first = seen.putIfAbsent(value, place);
                if (first == null) {
                  items.add(Placed.written(value, place));
                } else {
                  findings.error(
                      place,
                      "%s is in the list twice".formatted(value),
                      "remove one; the other is at %d:%d".formatted(first.line(), first.column()));
                }
              });
    }
    return List.copyOf(items);
  }

  @Override
  public String noun() {
    return "a list";
  }

  @Override
  public String example() {
    return "[" + item.example().replace("one of ", "").replaceFirst(",.*", "") + "]";
  }
}
