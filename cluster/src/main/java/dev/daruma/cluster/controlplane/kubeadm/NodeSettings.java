package dev.daruma.cluster.controlplane.kubeadm;

import dev.daruma.engine.host.HostName;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is true of one node.
 *
 * @param address it is known by; without it the kubelet guesses on hosts with several
 * @param runtimeSocket of the container runtime, as the release wants it written
 * @param taints exactly these; an empty list lets a control plane run workloads
 * @param labels set when the node registers; none under {@code kubernetes.io} but those a kubelet
 *     may set itself
 * @param startLimit how long what kubeadm starts there may take; before v1beta4 the first control
 *     plane's is the cluster's. kubeadm makes the API server's startup probe as patient, which slow
 *     boards need
 */
public record NodeSettings(
    HostName name,
    InetAddress address,
    String runtimeSocket,
    List<Taint> taints,
    SortedMap<String, String> labels,
    Duration startLimit) {

  public NodeSettings {
    taints = List.copyOf(taints);
    labels = new TreeMap<>(labels);
  }

  /** Keeps workloads without a toleration away. */
  public record Taint(String key, String value, Effect effect) {}

  /** Source: k8s.io/api/core/v1, TaintEffect. */
  public enum Effect {
    NO_SCHEDULE,
    PREFER_NO_SCHEDULE,
    NO_EXECUTE
  }
}
