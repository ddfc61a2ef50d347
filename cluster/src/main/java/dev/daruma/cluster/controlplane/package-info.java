/**
 * Control planes: their certificates, the birth of the cluster on one of them, the joins of the
 * others.
 *
 * <p>Facts come in, steps go out. No control plane is special: once the API answers, each step asks
 * whichever answers first. kubeadm does the work; {@code kubeadm} below writes its configuration.
 */
@NullMarked
package dev.daruma.cluster.controlplane;

import org.jspecify.annotations.NullMarked;
