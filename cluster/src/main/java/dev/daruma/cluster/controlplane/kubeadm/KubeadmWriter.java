package dev.daruma.cluster.controlplane.kubeadm;

import dev.daruma.cluster.release.KubeadmApi;

/** Writes configurations in one version of kubeadm's API. */
public sealed interface KubeadmWriter permits V1Beta2, V1Beta3, V1Beta4 {
  static KubeadmWriter of(KubeadmApi api) {
    return switch (api) {
      case V1BETA2 -> new V1Beta2();
      case V1BETA3 -> new V1Beta3();
      case V1BETA4 -> new V1Beta4();
    };
  }

  /** The YAML documents for {@code kubeadm --config}. They hold the token: a secret. */
  String write(KubeadmConfiguration configuration);
}
