package dev.daruma.cluster.node;

import dev.daruma.cluster.facts.ClusterView.Node;
import dev.daruma.cluster.site.Taint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What differs between a node's labels and taints and those it should have.
 *
 * @param noted whether what daruma owns is to be noted anew
 */
record MarksDifference(
    SortedMap<String, String> set,
    SortedSet<String> removed,
    List<Taint> added,
    List<Taint> gone,
    Owned owned,
    boolean noted) {
  MarksDifference {
    set = Collections.unmodifiableSortedMap(new TreeMap<>(set));
    removed = Collections.unmodifiableSortedSet(new TreeSet<>(removed));
    added = List.copyOf(added);
    gone = List.copyOf(gone);
  }

  boolean isEmpty() {
    return set.isEmpty() && removed.isEmpty() && added.isEmpty() && gone.isEmpty() && !noted;
  }

  /** A line for each difference. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    set.forEach((key, value) -> lines.add("label " + key + (value.isEmpty() ? "" : "=" + value)));
    removed.forEach(key -> lines.add("label " + key + " is taken away"));
    added.forEach(taint -> lines.add("taint " + taint));
    gone.stream()
        .filter(
            taint ->
                added.stream()
                    .noneMatch(
                        other -> NodeMarks.identity(other).equals(NodeMarks.identity(taint))))
        .forEach(taint -> lines.add("taint " + taint + " is taken away"));
    if (lines.isEmpty() && noted) {
      lines.add("noted as a node of this site's file");
    }
    return lines;
  }

  /**
   * A merge patch (RFC 7396). It bears the version of the node it was made for, so that the API
   * refuses it when somebody else was quicker: a list of taints can only be replaced as a whole.
   *
   * @param node as the API gave it
   */
  String patch(JsonNode node) {
    ObjectNode patch = JsonMapper.shared().createObjectNode();
    ObjectNode metadata = patch.putObject("metadata");
    metadata.put("resourceVersion", node.path("metadata").path("resourceVersion").asString(""));
    ObjectNode labels = metadata.putObject("labels");
    set.forEach(labels::put);
    removed.forEach(labels::putNull);
    metadata.putObject("annotations").put(Node.OWNED, owned.json());
    if (!added.isEmpty() || !gone.isEmpty()) {
      ArrayNode taints = patch.putObject("spec").putArray("taints");
      List<String> away = gone.stream().map(NodeMarks::identity).toList();
      node.path("spec")
          .path("taints")
          .valueStream()
          .filter(
              taint ->
                  !away.contains(
                      taint.path("key").asString("") + ":" + taint.path("effect").asString("")))
          .forEach(taints::add);
      for (Taint taint : added) {
        taints
            .addObject()
            .put("key", taint.key())
            .put("value", taint.value())
            .put("effect", taint.effect());
      }
    }
    return patch.toString();
  }
}
