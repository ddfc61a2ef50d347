/**
 * A living node gets another container runtime: drained, one after the other, and back again.
 *
 * <p>Comes in: what the kubelet of a host was told, what the site wants. Goes out: a step for each
 * host that has another one than it is to have.
 */
@NullMarked
package dev.daruma.cluster.runtime.move;

import org.jspecify.annotations.NullMarked;
