package dev.daruma.cluster.controlplane.kubeadm;

import static dev.daruma.cluster.controlplane.kubeadm.Documents.fields;

import dev.daruma.cluster.release.KubeadmApi;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * In what the versions of kubeadm's API differ, as far as daruma says it.
 *
 * @param arguments how command line arguments are written
 * @param cluster fields of the ClusterConfiguration that other versions lack
 * @param apiServer fields of its API server, by how long a control plane may take to start
 * @param patience fields of an InitConfiguration or JoinConfiguration, by the same
 * @param dns fields of its DNS
 * @param patches fields that say where changes to the control planes' files lie
 */
record Dialect(
    KubeadmApi api,
    Function<SortedMap<String, String>, Object> arguments,
    Function<ClusterSettings, Map<String, Object>> cluster,
    Function<Duration, Map<String, Object>> apiServer,
    Function<Duration, Map<String, Object>> patience,
    Map<String, Object> dns,
    Map<String, Object> patches) {
  /** From v1beta3 on. */
  static final Map<String, Object> PATCHES =
      Map.of("patches", Map.of("directory", KubeadmConfiguration.PATCHES));

  /** Before v1beta4 the limit is the cluster's, and the API server's. */
  static Map<String, Object> timeoutForControlPlane(Duration limit) {
    return fields("timeoutForControlPlane", seconds(limit));
  }

  /** What metav1.Duration reads. */
  static String seconds(Duration duration) {
    return duration.toSeconds() + "s";
  }
}
