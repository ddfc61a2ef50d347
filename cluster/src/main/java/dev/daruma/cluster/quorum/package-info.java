/**
 * What the cluster can spare: the one place that knows it, asked by everything that stops, restarts
 * or removes.
 *
 * <p>Comes in: who is a control plane, an etcd member, a load-balancer, and who is well. Goes out:
 * refusals with the arithmetic and the safe order. Pure; touches no host.
 */
@NullMarked
package dev.daruma.cluster.quorum;

import org.jspecify.annotations.NullMarked;
