package dev.daruma.cluster.controlplane.kubeadm;

import dev.daruma.engine.host.HostName;
import java.net.InetAddress;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is true of one node.
 *
 * @param address it is known by; without it the kubelet guesses on hosts with several
 * @param runtimeSocket of the container runtime; kubeadm 1.20 takes {@code /run/...} for
 *     containerd, {@code /var/run/dockershim.sock} for Docker
 * @param taints exactly these; an empty list lets a control plane run workloads
 * @param labels set when the node registers; none under {@code kubernetes.io} but those a kubelet
 *     may set itself
 */
public record NodeSettings(
    HostName name,
    InetAddress address,
    String runtimeSocket,
    List<Taint> taints,
    SortedMap<String, String> labels) {

  public NodeSettings {
    taints = List.copyOf(taints);
    labels = new TreeMap<>(labels);
  }

  /** Keeps workloads without a toleration away. */
  public record Taint(String key, String value, Effect effect) {
    /** What a control plane of Kubernetes 1.20 carries. */
    public static final Taint MASTER =
        new Taint("node-role.kubernetes.io/master", "", Effect.NO_SCHEDULE);
  }

  /** Source: k8s.io/api/core/v1, TaintEffect. */
  public enum Effect {
    NO_SCHEDULE,
    PREFER_NO_SCHEDULE,
    NO_EXECUTE
  }
}
