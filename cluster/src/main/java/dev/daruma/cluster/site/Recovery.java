package dev.daruma.cluster.site;

import java.time.Duration;

/**
 * How soon work on a node that died runs elsewhere: the node is taken for dead when it has given no
 * sign of life for {@code nodeMonitorGrace}, and its pods are replaced a toleration later. Source:
 * component references of Kubernetes 1.20, kube-controller-manager, kube-apiserver, kubelet.
 *
 * @param nodeMonitorGrace silence after which a node counts as dead; whole seconds
 * @param nodeMonitorPeriod from one look at the nodes' signs of life to the next; whole seconds, at
 *     most the grace
 * @param notReadyToleration how long pods stay bound to a node that says it is not ready; whole
 *     seconds
 * @param unreachableToleration how long pods stay bound to a node that is silent; whole seconds
 * @param statusUpdate from one sign of life of a kubelet to the next; whole seconds, a third of the
 *     grace at most
 * @param statusReport from one full status of a node in which nothing has changed to the next;
 *     whole seconds, at least {@code statusUpdate}
 */
public record Recovery(
    Duration nodeMonitorGrace,
    Duration nodeMonitorPeriod,
    Duration notReadyToleration,
    Duration unreachableToleration,
    Duration statusUpdate,
    Duration statusReport) {}
