package dev.daruma.cluster.node;

import dev.daruma.cluster.facts.ClusterView.Node;
import dev.daruma.cluster.release.Release;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Taint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The labels and taints that a node has by the site file: its own, a label for each of its roles,
 * and the taint of a control plane that is no worker. kubeadm's own labels of a control plane are
 * left to kubeadm. Source: Kubernetes reference, "well-known labels, annotations and taints".
 */
record NodeMarks(SortedMap<String, String> labels, List<Taint> taints) {
  private static final String ROLE = "node-role.kubernetes.io/";
  private static final String NO_SCHEDULE = "NoSchedule";

  /** kubeadm gives one at the birth of every control plane, so they are daruma's to take away. */
  private static final List<String> OF_CONTROL_PLANES =
      List.of(ROLE + "master:" + NO_SCHEDULE, ROLE + "control-plane:" + NO_SCHEDULE);

  NodeMarks {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    taints = List.copyOf(taints);
  }

  static NodeMarks of(Host host, Release release) {
    SortedMap<String, String> labels = new TreeMap<>();
    for (Role role : host.roles()) {
      if (role != Role.CONTROL_PLANE) {
        labels.put(ROLE + role, "");
      }
    }
    labels.putAll(host.labels());
    List<Taint> taints = new ArrayList<>();
    if (host.is(Role.CONTROL_PLANE) && !host.is(Role.WORKER)) {
      release.controlPlaneTaints().forEach(key -> taints.add(new Taint(key, "", NO_SCHEDULE)));
    }
    taints.addAll(host.taints());
    return new NodeMarks(labels, taints);
  }

  /** What makes the node so; nothing in it where it is so. */
  MarksDifference difference(Node node) {
    Owned before = Owned.parse(node.owned());
    Owned after = owned();
    SortedMap<String, String> set = new TreeMap<>(labels);
    set.entrySet().removeIf(label -> label.getValue().equals(node.labels().get(label.getKey())));
    SortedSet<String> removed = new TreeSet<>(before.labels());
    removed.removeAll(labels.keySet());
    removed.retainAll(node.labels().keySet());
    List<Taint> added = new ArrayList<>(taints);
    added.removeAll(node.taints());
    SortedSet<String> stale = new TreeSet<>(before.taints());
    stale.addAll(OF_CONTROL_PLANES);
    // A taint with another value is replaced: key and effect make it one.
    List<Taint> gone =
        node.taints().stream()
            .filter(taint -> !taints.contains(taint))
            .filter(
                taint ->
                    stale.contains(identity(taint))
                        || added.stream()
                            .anyMatch(other -> identity(other).equals(identity(taint))))
            .toList();
    return new MarksDifference(
        set, removed, added, gone, after, !node.owned().isPresent() || !before.equals(after));
  }

  private Owned owned() {
    SortedSet<String> taintNames = new TreeSet<>();
    taints.forEach(taint -> taintNames.add(identity(taint)));
    return new Owned(new TreeSet<>(labels.keySet()), taintNames);
  }

  static String identity(Taint taint) {
    return taint.key() + ":" + taint.effect();
  }
}
