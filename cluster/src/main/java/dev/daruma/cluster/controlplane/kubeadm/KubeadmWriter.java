package dev.daruma.cluster.controlplane.kubeadm;

/** Writes configurations in one version of kubeadm's API. */
public sealed interface KubeadmWriter permits V1Beta2 {
  /** The YAML documents for {@code kubeadm --config}. They hold the token: a secret. */
  String write(KubeadmConfiguration configuration);
}
