package dev.daruma.cluster.controlplane.kubeadm;

import static dev.daruma.cluster.controlplane.kubeadm.Documents.fields;

import dev.daruma.cluster.release.KubeadmApi;
import dev.daruma.cluster.yaml.YamlText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * {@code kubeadm.k8s.io/v1beta4}, which kubeadm reads from 1.31 on: arguments are lists, limits are
 * each host's, and the cluster says what kind of keys and lifetimes the certificates of its
 * kubeconfigs have.
 *
 * <p>Source: cmd/kubeadm/app/apis/kubeadm/v1beta4/types.go and doc.go of Kubernetes 1.31.
 */
public final class V1Beta4 implements KubeadmWriter {
  private static final Dialect DIALECT =
      new Dialect(
          KubeadmApi.V1BETA4,
          V1Beta4::list,
          V1Beta4::certificates,
          limit -> Map.of(),
          V1Beta4::timeouts,
          Map.of(),
          Dialect.PATCHES);

  @Override
  public String write(KubeadmConfiguration configuration) {
    return YamlText.of(new Documents(DIALECT).of(configuration));
  }

  private static List<Map<String, Object>> list(SortedMap<String, String> arguments) {
    return arguments.entrySet().stream()
        .map(argument -> fields("name", argument.getKey(), "value", argument.getValue()))
        .toList();
  }

  private static Map<String, Object> certificates(ClusterSettings cluster) {
    return fields(
        "encryptionAlgorithm",
        cluster.signing().algorithm(),
        "certificateValidityPeriod",
        Dialect.seconds(cluster.signing().lifetime()),
        "caCertificateValidityPeriod",
        Dialect.seconds(cluster.signing().authorityLifetime()));
  }

  private static Map<String, Object> timeouts(Duration limit) {
    return fields(
        "timeouts",
        fields(
            "controlPlaneComponentHealthCheck",
            Dialect.seconds(limit),
            "kubeletHealthCheck",
            Dialect.seconds(limit)));
  }
}
