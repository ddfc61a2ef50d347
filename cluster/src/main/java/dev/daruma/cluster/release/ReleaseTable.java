package dev.daruma.cluster.release;

import java.util.List;
import java.util.stream.Collectors;

/** Writes what is known of the releases as a Markdown table. */
public final class ReleaseTable {
  private static final List<String> COLUMNS =
      List.of(
          "Kubernetes",
          "configuration",
          "etcd",
          "CoreDNS",
          "pause",
          "images from",
          "taints of a control plane",
          "Docker by itself",
          "containerd from",
          "cgroup v1",
          "kubelets may lag by",
          "eviction",
          "source of the images");

  private ReleaseTable() {}

  public static String of(List<Release> releases) {
    return row(COLUMNS)
        + row(COLUMNS.stream().map(column -> "---").toList())
        + releases.stream().map(release -> row(cells(release))).collect(Collectors.joining());
  }

  private static List<String> cells(Release release) {
    return List.of(
        release.name(),
        release.kubeadmApi().toString(),
        release.images().etcd(),
        release.images().coreDns(),
        release.images().pause(),
        release.registry(),
        release.controlPlaneTaints().stream()
            .map(key -> key.substring(key.indexOf('/') + 1))
            .collect(Collectors.joining(", ")),
        release.hasDockershim() ? "yes" : "no",
        release.containerd(),
        release.cgroupV1().toString(),
        Integer.toString(release.kubeletSkew()),
        release.evictionApi(),
        release.source());
  }

  private static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
