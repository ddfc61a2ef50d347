package dev.daruma.cluster.controlplane.kubeadm;

import static dev.daruma.cluster.controlplane.kubeadm.Documents.fields;

import java.util.Map;

/**
 * What kubeadm passes on to the kubelets and to kube-proxy of the whole cluster.
 *
 * <p>Cluster DNS, the client authority and the webhook settings are left to kubeadm, which works
 * them out and warns about others (app/componentconfigs). Sources: k8s.io/kubelet/config/v1beta1,
 * k8s.io/kube-proxy/config/v1alpha1.
 */
final class ComponentDocuments {
  private ComponentDocuments() {}

  static Map<String, Object> kubelet(ClusterSettings cluster) {
    return fields(
        "apiVersion",
        "kubelet.config.k8s.io/v1beta1",
        "kind",
        "KubeletConfiguration",
        "cgroupDriver",
        switch (cluster.cgroupDriver()) {
          case SYSTEMD -> "systemd";
          case CGROUPFS -> "cgroupfs";
        },
        "rotateCertificates",
        true,
        "nodeStatusUpdateFrequency",
        GoDuration.of(cluster.heartbeat().update()),
        // Left out, it would become the same as the update's: a full status each time.
        "nodeStatusReportFrequency",
        GoDuration.of(cluster.heartbeat().report()),
        "nodeLeaseDurationSeconds",
        cluster.heartbeat().lease());
  }

  static Map<String, Object> kubeProxy(ClusterSettings cluster) {
    return fields(
        "apiVersion", "kubeproxy.config.k8s.io/v1alpha1",
        "kind", "KubeProxyConfiguration",
        "mode", "iptables",
        "clusterCIDR", cluster.podSubnet());
  }
}
