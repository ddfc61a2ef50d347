package dev.daruma.cluster.site.shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The entries of a mapping whose keys are words, each word once. */
record Entries(List<Entry> list) {

  /** A key and its value, as yet of any shape. */
  record Entry(ScalarNode key, Node value) {
    String word() {
      return key.getValue();
    }

    Place place() {
      return Place.of(key);
    }
  }

  /** The first entry of each key; what is wrong with the others is noted. */
  static Entries of(MappingNode mapping, Findings findings) {
    var entries = new ArrayList<Entry>();
    Map<String, Place> seen = new HashMap<>();
    for (var tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        findings.error(
            Place.of(tuple.getKeyNode()), "a key is no single word", "write it as KEY: VALUE");
        continue;
      }
      var entry = new Entry(key, tuple.getValueNode());
      var first = seen.putIfAbsent(entry.word(), entry.place());
      if (first == null) {
        entries.add(entry);
      } else {
        findings.error(
            entry.place(),
            "key \"%s\" is given twice".formatted(entry.word()),
            "keep one; the other is at line %d".formatted(first.line()));
      }
    }
    return new Entries(List.copyOf(entries));
  }
}
