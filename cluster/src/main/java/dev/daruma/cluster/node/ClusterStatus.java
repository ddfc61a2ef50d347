package dev.daruma.cluster.node;

import dev.daruma.engine.host.HostName;
import java.util.ArrayList;
import java.util.List;

/**
 * kubeadm's own list of control planes, a YAML text in the ConfigMap {@code kubeadm-config}, which
 * {@code kubeadm reset} keeps and a dead host cannot. Source: kubeadm 1.20, v1beta2 ClusterStatus.
 */
final class ClusterStatus {
  static final String PATH = "/api/v1/namespaces/kube-system/configmaps/kubeadm-config";

  private ClusterStatus() {}

  /** The text without the host's entry: its line and those that are indented deeper. */
  static String without(String text, HostName host) {
    List<String> kept = new ArrayList<>();
    boolean within = false;
    for (String line : text.lines().toList()) {
      if (line.equals("  " + host + ":")) {
        within = true;
      } else if (!within || !line.startsWith("    ")) {
        within = false;
        kept.add(line);
      }
    }
    return String.join("\n", kept) + "\n";
  }
}
