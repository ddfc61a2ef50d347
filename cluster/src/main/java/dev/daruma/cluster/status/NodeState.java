package dev.daruma.cluster.status;

/**
 * A node as the API tells it. Source: Kubernetes API 1.20, NodeStatus.
 *
 * @param message what its Ready condition says
 * @param version the kubelet's, such as {@code v1.20.2}
 * @param runtime such as {@code containerd://1.6.20}
 */
public record NodeState(
    boolean ready, boolean cordoned, String message, String version, String runtime) {
  /** In Kubernetes' own words. */
  public String word() {
    return ready ? "Ready" : "NotReady";
  }
}
