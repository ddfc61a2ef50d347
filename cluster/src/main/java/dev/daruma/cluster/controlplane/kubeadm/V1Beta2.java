package dev.daruma.cluster.controlplane.kubeadm;

import dev.daruma.cluster.controlplane.kubeadm.KubeadmConfiguration.ControlPlaneJoin;
import dev.daruma.cluster.controlplane.kubeadm.KubeadmConfiguration.Discovery;
import dev.daruma.cluster.controlplane.kubeadm.KubeadmConfiguration.FirstControlPlane;
import dev.daruma.cluster.controlplane.kubeadm.KubeadmConfiguration.WorkerJoin;
import dev.daruma.cluster.controlplane.kubeadm.NodeSettings.Taint;
import dev.daruma.cluster.yaml.YamlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@code kubeadm.k8s.io/v1beta2}, which kubeadm 1.15 to 1.22 reads.
 *
 * <p>Source: cmd/kubeadm/app/apis/kubeadm/v1beta2/types.go of Kubernetes 1.20.
 */
public final class V1Beta2 implements KubeadmWriter {
  private static final String API_VERSION = "kubeadm.k8s.io/v1beta2";
  private static final int API_PORT = 6443;

  @Override
  public String write(KubeadmConfiguration configuration) {
    return YamlText.of(
        switch (configuration) {
          case FirstControlPlane first ->
              List.of(
                  initialisation(first),
                  V1Beta2Cluster.document(first.cluster()),
                  ComponentDocuments.kubelet(first.cluster()),
                  ComponentDocuments.kubeProxy(first.cluster()));
          case ControlPlaneJoin join -> List.of(controlPlaneJoin(join));
          case WorkerJoin join -> List.of(join(join.node(), join.discovery()));
        });
  }

  private static Map<String, Object> initialisation(FirstControlPlane first) {
    Map<String, Object> document = document("InitConfiguration");
    document.put(
        "bootstrapTokens",
        List.of(
            fields(
                "token", first.token().reveal(),
                "ttl", first.token().lifetime().toSeconds() + "s",
                "usages", List.of("signing", "authentication"),
                "groups", List.of("system:bootstrappers:kubeadm:default-node-token"))));
    document.put("nodeRegistration", registration(first.node()));
    document.put("localAPIEndpoint", localEndpoint(first.node()));
    return document;
  }

  private static Map<String, Object> controlPlaneJoin(ControlPlaneJoin join) {
    Map<String, Object> document = join(join.node(), join.discovery());
    document.put("controlPlane", fields("localAPIEndpoint", localEndpoint(join.node())));
    return document;
  }

  private static Map<String, Object> join(NodeSettings node, Discovery discovery) {
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
    return document;
  }

  /** The address it announces to the others; it listens on all. */
  private static Map<String, Object> localEndpoint(NodeSettings node) {
    return fields("advertiseAddress", node.address().getHostAddress(), "bindPort", API_PORT);
  }

  private static Map<String, Object> registration(NodeSettings node) {
    return fields(
        "name", node.name().value(),
        "criSocket", node.runtimeSocket(),
        "taints", node.taints().stream().map(V1Beta2::taint).toList(),
        "kubeletExtraArgs", kubeletArguments(node));
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

  static Map<String, Object> document(String kind) {
    return fields("apiVersion", API_VERSION, "kind", kind);
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
