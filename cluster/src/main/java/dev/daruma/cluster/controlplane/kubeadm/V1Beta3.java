package dev.daruma.cluster.controlplane.kubeadm;

import dev.daruma.cluster.release.KubeadmApi;
import dev.daruma.cluster.yaml.YamlText;
import java.util.Map;

/**
 * {@code kubeadm.k8s.io/v1beta3}, which kubeadm reads from 1.22 on: there is one DNS, so its type
 * is gone.
 *
 * <p>Source: cmd/kubeadm/app/apis/kubeadm/v1beta3/types.go and doc.go of Kubernetes 1.22.
 */
public final class V1Beta3 implements KubeadmWriter {
  private static final Dialect DIALECT =
      new Dialect(
          KubeadmApi.V1BETA3,
          arguments -> arguments,
          cluster -> Map.of(),
          Dialect::timeoutForControlPlane,
          limit -> Map.of(),
          Map.of(),
          Dialect.PATCHES);

  @Override
  public String write(KubeadmConfiguration configuration) {
    return YamlText.of(new Documents(DIALECT).of(configuration));
  }
}
