package dev.daruma.cluster.node;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What daruma has put on a node, noted there in an annotation: what is noted and no longer in the
 * site file is taken away, everything else is somebody else's.
 *
 * @param labels keys
 * @param taints key and effect, as {@code key:effect}
 */
record Owned(SortedSet<String> labels, SortedSet<String> taints) {
  Owned {
    labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
    taints = Collections.unmodifiableSortedSet(new TreeSet<>(taints));
  }

  /** An annotation that is missing or broken owns nothing. */
  static Owned parse(Optional<String> annotation) {
    try {
      JsonNode json = JsonMapper.shared().readTree(annotation.orElse("{}"));
      return new Owned(texts(json.path("labels")), texts(json.path("taints")));
    } catch (JacksonException broken) {
      return new Owned(new TreeSet<>(), new TreeSet<>());
    }
  }

  private static SortedSet<String> texts(JsonNode list) {
    SortedSet<String> texts = new TreeSet<>();
    list.valueStream().forEach(each -> texts.add(each.asString("")));
    return texts;
  }

  String json() {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    var labelList = json.putArray("labels");
    labels.forEach(labelList::add);
    var taintList = json.putArray("taints");
    taints.forEach(taintList::add);
    return json.toString();
  }
}
