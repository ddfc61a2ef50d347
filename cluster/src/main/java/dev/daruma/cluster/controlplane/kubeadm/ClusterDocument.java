package dev.daruma.cluster.controlplane.kubeadm;

import static dev.daruma.cluster.controlplane.kubeadm.Documents.fields;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/** The ClusterConfiguration in one dialect of it; a field that says nothing is left out. */
record ClusterDocument(Dialect dialect) {

  Map<String, Object> of(ClusterSettings cluster, Duration startLimit) {
    Map<String, Object> document = Documents.document(dialect, "ClusterConfiguration");
    document.put("kubernetesVersion", cluster.version());
    document.put("clusterName", "kubernetes");
    document.put("controlPlaneEndpoint", cluster.endpoint());
    cluster.images().repository().ifPresent(value -> document.put("imageRepository", value));
    document.putAll(dialect.cluster().apply(cluster));
    document.put(
        "networking",
        fields(
            "podSubnet", cluster.podSubnet(),
            "serviceSubnet", cluster.serviceSubnet(),
            "dnsDomain", cluster.clusterDomain()));
    put("apiServer", apiServer(cluster, startLimit), document);
    put("controllerManager", arguments(cluster.arguments().controllerManager()), document);
    put("scheduler", arguments(cluster.arguments().scheduler()), document);
    put("dns", dns(cluster), document);
    document.put("etcd", fields("local", etcd(cluster)));
    return document;
  }

  /**
   * Without {@code certSANs}: certificates come with all their names before kubeadm runs, and it
   * would refuse each later control plane whose certificate lacks a name recorded here, such as
   * that of a host which has left.
   */
  private Map<String, Object> apiServer(ClusterSettings cluster, Duration startLimit) {
    Map<String, Object> fields = new LinkedHashMap<>(dialect.apiServer().apply(startLimit));
    fields.putAll(arguments(cluster.arguments().apiServer()));
    return fields;
  }

  private Map<String, Object> dns(ClusterSettings cluster) {
    Map<String, Object> fields = new LinkedHashMap<>(dialect.dns());
    cluster.images().dnsTag().ifPresent(tag -> fields.put("imageTag", tag));
    return fields;
  }

  private Map<String, Object> etcd(ClusterSettings cluster) {
    Map<String, Object> fields = fields("dataDir", "/var/lib/etcd");
    cluster.images().etcdTag().ifPresent(tag -> fields.put("imageTag", tag));
    fields.putAll(arguments(cluster.arguments().etcd()));
    return fields;
  }

  private Map<String, Object> arguments(SortedMap<String, String> arguments) {
    return arguments.isEmpty()
        ? Map.of()
        : fields("extraArgs", dialect.arguments().apply(arguments));
  }

  private static void put(String name, Map<String, Object> value, Map<String, Object> document) {
    if (!value.isEmpty()) {
      document.put(name, value);
    }
  }
}
