package dev.daruma.cluster.controlplane.kubeadm;

import java.util.List;

/** What kubeadm is to do on a host. */
public sealed interface KubeadmConfiguration {
  /** Folder of changes to what kubeadm writes for control planes; it has to be there. */
  String PATCHES = "/run/daruma/patches";

  NodeSettings node();

  /** {@code kubeadm init}; the token lets others join at once. */
  record FirstControlPlane(ClusterSettings cluster, NodeSettings node, BootstrapToken token)
      implements KubeadmConfiguration {}

  /** {@code kubeadm join} with the authorities' files already in place. */
  record ControlPlaneJoin(NodeSettings node, Discovery discovery) implements KubeadmConfiguration {}

  record WorkerJoin(NodeSettings node, Discovery discovery) implements KubeadmConfiguration {}

  /**
   * How a joining host finds the cluster and knows it is the right one.
   *
   * @param endpoint {@code HOST:PORT} of the API
   * @param authorityHashes {@code sha256:} and 64 hexadecimal digits over the cluster authority's
   *     public key; at least one, because without it anyone could answer
   */
  record Discovery(String endpoint, BootstrapToken token, List<String> authorityHashes) {
    /**
     * @throws IllegalArgumentException when there is no hash
     */
    public Discovery {
      authorityHashes = List.copyOf(authorityHashes);
      if (authorityHashes.isEmpty()) {
        throw new IllegalArgumentException("a join has to pin the cluster's authority");
      }
    }
  }
}
