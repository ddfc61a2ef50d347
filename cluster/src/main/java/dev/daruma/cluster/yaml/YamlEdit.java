package dev.daruma.cluster.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A YAML text of somebody else in which single values are changed: where a value stands is told by
 * the parser, and everything else stays as it was written.
 *
 * @param text one document in block style, as kubeadm writes its files; values of one line each
 */
public record YamlEdit(String text) {
  private static final LoadSettings READING = LoadSettings.builder().build();

  /** A value's text, by the keys and the numbers of list items that lead to it. */
  public Optional<String> value(String... path) {
    return node(path)
        .filter(ScalarNode.class::isInstance)
        .map(scalar -> ((ScalarNode) scalar).getValue());
  }

  /** The texts of a list, by the keys and numbers that lead to it; empty where there is none. */
  public List<String> items(String... path) {
    return sequence(path).stream()
        .flatMap(sequence -> sequence.getValue().stream())
        .filter(ScalarNode.class::isInstance)
        .map(item -> ((ScalarNode) item).getValue())
        .toList();
  }

  /**
   * With a value at the top level.
   *
   * @param written as YAML has it, quotes included
   */
  public YamlEdit with(String key, String written) {
    Optional<Node> present = node(key);
    if (present.isPresent()) {
      return replaced(present.get(), written);
    }
    String end = text.endsWith("\n") || text.isEmpty() ? "" : "\n";
    return new YamlEdit(text + end + key + ": " + written + "\n");
  }

  /**
   * With an item of a list in place of the first that begins so, or behind the last.
   *
   * @throws IllegalArgumentException when there is no such list, or it is empty
   */
  public YamlEdit withItem(String beginning, String written, String... path) {
    List<Node> items = sequence(path).map(SequenceNode::getValue).orElse(List.of());
    if (items.isEmpty()) {
      throw new IllegalArgumentException("no list with items at " + String.join(".", path));
    }
    for (Node item : items) {
      if (item instanceof ScalarNode scalar && scalar.getValue().startsWith(beginning)) {
        return replaced(item, written);
      }
    }
    Mark last = start(items.getLast());
    List<String> lines = new ArrayList<>(text.lines().toList());
    lines.add(
        last.getLine() + 1, lines.get(last.getLine()).substring(0, last.getColumn()) + written);
    return of(lines);
  }

  private YamlEdit replaced(Node node, String written) {
    Mark start = start(node);
    List<String> lines = new ArrayList<>(text.lines().toList());
    lines.set(
        start.getLine(), lines.get(start.getLine()).substring(0, start.getColumn()) + written);
    return of(lines);
  }

  private static YamlEdit of(List<String> lines) {
    return new YamlEdit(String.join("\n", lines) + "\n");
  }

  private static Mark start(Node node) {
    return node.getStartMark()
        .orElseThrow(() -> new IllegalArgumentException("a value without a place"));
  }

  private Optional<SequenceNode> sequence(String... path) {
    return node(path).filter(SequenceNode.class::isInstance).map(SequenceNode.class::cast);
  }

  private Optional<Node> node(String... path) {
    Optional<Node> node = root();
    for (String step : path) {
      node = node.flatMap(parent -> child(parent, step));
    }
    return node;
  }

  private Optional<Node> root() {
    try {
      return new Compose(READING).composeString(text);
    } catch (YamlEngineException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<Node> child(Node parent, String step) {
    return switch (parent) {
      case MappingNode mapping ->
          mapping.getValue().stream()
              .filter(
                  tuple ->
                      tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(step))
              .map(NodeTuple::getValueNode)
              .findFirst();
      case SequenceNode sequence ->
          sequence.getValue().stream().skip(Integer.parseInt(step)).findFirst();
      default -> Optional.empty();
    };
  }
}
