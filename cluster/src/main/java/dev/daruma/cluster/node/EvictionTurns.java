package dev.daruma.cluster.node;

import dev.daruma.cluster.node.PodsOnNode.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is asked to leave a node next. Not all at once: ending a pod costs its node the better part
 * of a second of processor time, starting it elsewhere costs another as much, and a control plane
 * has to answer meanwhile. And of one owner's pods as few at a time as can be, since the cluster's
 * own DNS has no disruption budget (kubeadm), and may be on one node with all of its pods.
 *
 * @param atOnce how many may be on their way, at least 1
 */
record EvictionTurns(int atOnce) {
  private static final int TURNS = 4;

  /** For what kubelets need after a pod's grace has ended, until the API has heard of its end. */
  private static final Duration LATE = Duration.ofSeconds(5);

  /**
   * @param pods of the node when its drain begins
   */
  static EvictionTurns of(int pods) {
    return new EvictionTurns(Math.max(1, (pods + TURNS - 1) / TURNS));
  }

  /**
   * Those that are on their way keep others from being asked; those that should have gone by now do
   * not, nor do those whose budget was against it.
   *
   * @param left on the node
   * @param refused of these; they are asked again
   */
  List<Pod> next(List<Pod> left, Set<Pod> refused, Instant now) {
    Map<String, Integer> leaving = new HashMap<>();
    left.stream()
        .filter(pod -> isLeaving(pod, now))
        .forEach(pod -> leaving.merge(owner(pod), 1, Integer::sum));
    int free = atOnce - leaving.values().stream().mapToInt(Integer::intValue).sum();
    List<Pod> others =
        new ArrayList<>(
            left.stream()
                .filter(pod -> pod.graceUntil().isEmpty() && !refused.contains(pod))
                .toList());
    List<Pod> next = new ArrayList<>(left.stream().filter(refused::contains).toList());
    for (; free > 0 && !others.isEmpty(); free--) {
      Pod first =
          others.stream()
              .min(Comparator.comparing(pod -> leaving.getOrDefault(owner(pod), 0)))
              .orElseThrow();
      others.remove(first);
      next.add(first);
      leaving.merge(owner(first), 1, Integer::sum);
    }
    return next;
  }

  private static boolean isLeaving(Pod pod, Instant now) {
    return pod.graceUntil().filter(end -> now.isBefore(end.plus(LATE))).isPresent();
  }

  private static String owner(Pod pod) {
    return pod.namespace() + " " + pod.owner().orElse(pod.name());
  }
}
