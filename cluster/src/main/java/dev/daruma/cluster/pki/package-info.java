/**
 * The cluster's certificates, made in Java: authorities, and what a control plane serves and calls
 * with.
 *
 * <p>Comes in: names, lifetimes, a clock, randomness, PEM texts read from hosts. Goes out: PEM
 * texts by kubeadm's file names. Touches no host and no file; private keys never print.
 */
@NullMarked
package dev.daruma.cluster.pki;

import org.jspecify.annotations.NullMarked;
