package dev.daruma.cluster.controlplane.kubeadm;

import static dev.daruma.cluster.controlplane.kubeadm.V1Beta2.fields;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/** The ClusterConfiguration of v1beta2; a field that says nothing is left out. */
final class V1Beta2Cluster {
  private V1Beta2Cluster() {}

  static Map<String, Object> document(ClusterSettings cluster) {
    Map<String, Object> document = V1Beta2.document("ClusterConfiguration");
    document.put("kubernetesVersion", cluster.version());
    document.put("clusterName", "kubernetes");
    document.put("controlPlaneEndpoint", cluster.endpoint());
    cluster.images().repository().ifPresent(value -> document.put("imageRepository", value));
    document.put(
        "networking",
        fields(
            "podSubnet", cluster.podSubnet(),
            "serviceSubnet", cluster.serviceSubnet(),
            "dnsDomain", cluster.clusterDomain()));
    document.put("apiServer", apiServer(cluster));
    putArguments("controllerManager", cluster.arguments().controllerManager(), document);
    putArguments("scheduler", cluster.arguments().scheduler(), document);
    document.put("dns", dns(cluster));
    document.put("etcd", fields("local", etcd(cluster)));
    return document;
  }

  /**
   * Without {@code certSANs}: certificates come with all their names before kubeadm runs, and it
   * would refuse each later control plane whose certificate lacks a name recorded here, such as
   * that of a host which has left.
   */
  private static Map<String, Object> apiServer(ClusterSettings cluster) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("timeoutForControlPlane", cluster.startLimit().toSeconds() + "s");
    if (!cluster.arguments().apiServer().isEmpty()) {
      fields.put("extraArgs", cluster.arguments().apiServer());
    }
    return fields;
  }

  private static Map<String, Object> dns(ClusterSettings cluster) {
    Map<String, Object> fields = fields("type", "CoreDNS");
    cluster.images().dnsTag().ifPresent(tag -> fields.put("imageTag", tag));
    return fields;
  }

  private static Map<String, Object> etcd(ClusterSettings cluster) {
    Map<String, Object> fields = fields("dataDir", "/var/lib/etcd");
    cluster.images().etcdTag().ifPresent(tag -> fields.put("imageTag", tag));
    if (!cluster.arguments().etcd().isEmpty()) {
      fields.put("extraArgs", cluster.arguments().etcd());
    }
    return fields;
  }

  private static void putArguments(
      String component, SortedMap<String, String> arguments, Map<String, Object> document) {
    if (!arguments.isEmpty()) {
      document.put(component, fields("extraArgs", arguments));
    }
  }
}
