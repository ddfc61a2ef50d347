package dev.daruma.cluster.controlplane.kubeadm;

import dev.daruma.cluster.controlplane.kubeadm.KubeadmConfiguration.ControlPlaneJoin;
import dev.daruma.cluster.controlplane.kubeadm.KubeadmConfiguration.Discovery;
import dev.daruma.cluster.controlplane.kubeadm.KubeadmConfiguration.FirstControlPlane;
import dev.daruma.cluster.controlplane.kubeadm.KubeadmConfiguration.WorkerJoin;
import dev.daruma.cluster.controlplane.kubeadm.NodeSettings.Taint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The documents that kubeadm reads for one host, in one dialect of them. */
record Documents(Dialect dialect) {
  private static final int API_PORT = 6443;

  List<Map<String, Object>> of(KubeadmConfiguration configuration) {
    return switch (configuration) {
      case FirstControlPlane first ->
          List.of(
              initialisation(first),
              new ClusterDocument(dialect).of(first.cluster(), first.node().startLimit()),
              ComponentDocuments.kubelet(first.cluster()),
              ComponentDocuments.kubeProxy(first.cluster()));
      case ControlPlaneJoin join -> List.of(controlPlaneJoin(join));
      case WorkerJoin join -> List.of(join(join.node(), join.discovery()));
    };
  }

  private Map<String, Object> initialisation(FirstControlPlane first) {
    Map<String, Object> document = document("InitConfiguration");
    document.put(
        "bootstrapTokens",
        List.of(
            fields(
                "token", first.token().reveal(),
                "ttl", Dialect.seconds(first.token().lifetime()),
                "usages", List.of("signing", "authentication"),
                "groups", List.of("system:bootstrappers:kubeadm:default-node-token"))));
    document.put("nodeRegistration", registration(first.node()));
    document.put("localAPIEndpoint", localEndpoint(first.node()));
    document.putAll(dialect.patience().apply(first.node().startLimit()));
    document.putAll(dialect.patches());
    return document;
  }

  private Map<String, Object> controlPlaneJoin(ControlPlaneJoin join) {
    Map<String, Object> document = join(join.node(), join.discovery());
    document.put("controlPlane", fields("localAPIEndpoint", localEndpoint(join.node())));
    document.putAll(dialect.patches());
    return document;
  }

  private Map<String, Object> join(NodeSettings node, Discovery discovery) {
    Map<String, Object> document = document("JoinConfiguration");
    document.put("nodeRegistration", registration(node));
    document.put(
        "discovery",
        fields(
            "bootstrapToken",
            fields(
                "apiServerEndpoint", discovery.endpoint(),
                "token", discovery.token().reveal(),
                "caCertHashes", discovery.authorityHashes())));
    document.putAll(dialect.patience().apply(node.startLimit()));
    return document;
  }

  /** The address it announces to the others; it listens on all. */
  private static Map<String, Object> localEndpoint(NodeSettings node) {
    return fields("advertiseAddress", node.address().getHostAddress(), "bindPort", API_PORT);
  }

  private Map<String, Object> registration(NodeSettings node) {
    return fields(
        "name", node.name().value(),
        "criSocket", node.runtimeSocket(),
        "taints", node.taints().stream().map(Documents::taint).toList(),
        "kubeletExtraArgs", dialect.arguments().apply(kubeletArguments(node)));
  }

  private static SortedMap<String, String> kubeletArguments(NodeSettings node) {
    SortedMap<String, String> arguments = new TreeMap<>();
    arguments.put("node-ip", node.address().getHostAddress());
    if (!node.labels().isEmpty()) {
      arguments.put(
          "node-labels",
          node.labels().entrySet().stream()
              .map(label -> label.getKey() + "=" + label.getValue())
              .collect(Collectors.joining(",")));
    }
    return arguments;
  }

  private static Map<String, Object> taint(Taint taint) {
    Map<String, Object> fields = fields("key", taint.key());
    if (!taint.value().isEmpty()) {
      fields.put("value", taint.value());
    }
    fields.put(
        "effect",
        switch (taint.effect()) {
          case NO_SCHEDULE -> "NoSchedule";
          case PREFER_NO_SCHEDULE -> "PreferNoSchedule";
          case NO_EXECUTE -> "NoExecute";
        });
    return fields;
  }

  private Map<String, Object> document(String kind) {
    return document(dialect, kind);
  }

  static Map<String, Object> document(Dialect dialect, String kind) {
    return fields("apiVersion", dialect.api().apiVersion(), "kind", kind);
  }

  /** Names and values by turns, in this order. */
  static Map<String, Object> fields(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int index = 0; index < namesAndValues.length; index += 2) {
      fields.put((String) namesAndValues[index], namesAndValues[index + 1]);
    }
    return fields;
  }
}
