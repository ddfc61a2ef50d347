package dev.daruma.cluster.controlplane.kubeadm;

import dev.daruma.cluster.release.KubeadmApi;
import dev.daruma.cluster.yaml.YamlText;
import java.util.Map;

/**
 * {@code kubeadm.k8s.io/v1beta2}, which kubeadm 1.15 to 1.26 reads; where changes to files lie it
 * is told by a flag.
 *
 * <p>Source: cmd/kubeadm/app/apis/kubeadm/v1beta2/types.go of Kubernetes 1.20.
 */
public final class V1Beta2 implements KubeadmWriter {
  private static final Dialect DIALECT =
      new Dialect(
          KubeadmApi.V1BETA2,
          arguments -> arguments,
          cluster -> Map.of(),
          Dialect::timeoutForControlPlane,
          limit -> Map.of(),
          Map.of("type", "CoreDNS"),
          Map.of());

  @Override
  public String write(KubeadmConfiguration configuration) {
    return YamlText.of(new Documents(DIALECT).of(configuration));
  }
}
