package dev.daruma.cluster.kubeconfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A kubeconfig as YAML nodes, so that what nobody touches is written as it was read. */
final class KubeconfigNodes {
  private static final LoadSettings READING =
      LoadSettings.builder().setParseComments(true).setLabel("kubeconfig").build();
  private static final DumpSettings WRITING =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setDumpComments(true)
          .setSplitLines(false)
          .build();

  private KubeconfigNodes() {}

  /** An empty text is an empty map. */
  static MappingNode read(String text) {
    try {
      Optional<Node> root = new Compose(READING).composeString(text);
      return switch (root.orElseGet(() -> map(List.of()))) {
        case MappingNode mapping -> mapping;
        case ScalarNode empty when empty.getTag().equals(Tag.NULL) -> map(List.of());
        default -> throw new IllegalArgumentException("it is no YAML map");
      };
    } catch (YamlEngineException malformed) {
      throw new IllegalArgumentException("it is no YAML: " + malformed.getMessage(), malformed);
    }
  }

  static String print(MappingNode root) {
    return new Present(WRITING).emitToString(new Serialize(WRITING).serializeOne(root).iterator());
  }

  static MappingNode map(List<NodeTuple> entries) {
    return new MappingNode(Tag.MAP, new ArrayList<>(entries), FlowStyle.BLOCK);
  }

  static NodeTuple entry(String key, String value) {
    return new NodeTuple(new ScalarNode(Tag.STR, key, ScalarStyle.PLAIN), scalar(value));
  }

  /**
   * In quotes, since kubectl reads YAML 1.1, where more words than a 1.2 writer thinks are no
   * texts.
   */
  static Node scalar(String value) {
    return new ScalarNode(Tag.STR, value, ScalarStyle.DOUBLE_QUOTED);
  }

  static Optional<String> text(Node node) {
    return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
  }

  static Optional<Node> child(Node parent, String key) {
    return parent instanceof MappingNode mapping
        ? mapping.getValue().stream()
            .filter(tuple -> text(tuple.getKeyNode()).filter(key::equals).isPresent())
            .map(NodeTuple::getValueNode)
            .findFirst()
        : Optional.empty();
  }

  static List<Node> entries(Node parent, String key) {
    return child(parent, key).orElseGet(() -> map(List.of())) instanceof SequenceNode sequence
        ? sequence.getValue()
        : List.of();
  }

  static MappingNode with(MappingNode parent, String key, Node value) {
    List<NodeTuple> tuples = new ArrayList<>();
    boolean found = false;
    for (NodeTuple tuple : parent.getValue()) {
      boolean same = text(tuple.getKeyNode()).filter(key::equals).isPresent();
      tuples.add(same ? new NodeTuple(tuple.getKeyNode(), value) : tuple);
      found |= same;
    }
    if (!found) {
      tuples.add(new NodeTuple(new ScalarNode(Tag.STR, key, ScalarStyle.PLAIN), value));
    }
    MappingNode changed = map(tuples);
    changed.setBlockComments(parent.getBlockComments());
    changed.setEndComments(parent.getEndComments());
    return changed;
  }

  static MappingNode withDefault(MappingNode parent, String key, String value) {
    return child(parent, key).isPresent() ? parent : with(parent, key, scalar(value));
  }

  /** With one entry of the list replaced or added, as kubeconfig names them. */
  static MappingNode withNamed(MappingNode root, String list, String name, String key, Node value) {
    NodeTuple tuple = new NodeTuple(new ScalarNode(Tag.STR, key, ScalarStyle.PLAIN), value);
    Node named = map(List.of(tuple, entry("name", name)));
    List<Node> nodes = new ArrayList<>();
    boolean found = false;
    for (Node each : entries(root, list)) {
      boolean same =
          child(each, "name").flatMap(KubeconfigNodes::text).filter(name::equals).isPresent();
      nodes.add(same ? named : each);
      found |= same;
    }
    if (!found) {
      nodes.add(named);
    }
    return with(root, list, new SequenceNode(Tag.SEQ, nodes, FlowStyle.BLOCK));
  }
}
