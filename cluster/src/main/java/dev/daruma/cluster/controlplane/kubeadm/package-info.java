/**
 * The documents that kubeadm is told with.
 *
 * <p>Comes in: typed settings of a cluster and of a node. Goes out: YAML, in the version of
 * kubeadm's API that the Kubernetes version reads. Runs no kubeadm and touches no host.
 */
@NullMarked
package dev.daruma.cluster.controlplane.kubeadm;

import org.jspecify.annotations.NullMarked;
