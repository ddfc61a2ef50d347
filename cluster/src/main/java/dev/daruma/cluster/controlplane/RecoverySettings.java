package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.controlplane.kubeadm.ClusterSettings.Heartbeat;
import dev.daruma.cluster.controlplane.kubeadm.GoDuration;
import dev.daruma.cluster.site.Recovery;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The site's times of recovery in the words of the components. Source: component references of
 * Kubernetes 1.20.
 */
record RecoverySettings(Recovery recovery) {

  /** For pods that say nothing of their own: the tolerations they are given when they are made. */
  SortedMap<String, String> apiServer() {
    return new TreeMap<>(
        Map.of(
            "default-not-ready-toleration-seconds",
            Long.toString(recovery.notReadyToleration().toSeconds()),
            "default-unreachable-toleration-seconds",
            Long.toString(recovery.unreachableToleration().toSeconds())));
  }

  SortedMap<String, String> controllerManager() {
    return new TreeMap<>(
        Map.of(
            "node-monitor-grace-period", GoDuration.of(recovery.nodeMonitorGrace()),
            "node-monitor-period", GoDuration.of(recovery.nodeMonitorPeriod())));
  }

  Heartbeat heartbeat() {
    return new Heartbeat(recovery.statusUpdate(), recovery.statusReport());
  }
}
