/**
 * The administrator's way to the API: a kubeconfig that points at the endpoint.
 *
 * <p>Comes in: what kubeadm wrote on a control plane, and the operator's own file. Goes out: text.
 * Touches no file and no host.
 */
@NullMarked
package dev.daruma.cluster.kubeconfig;

import org.jspecify.annotations.NullMarked;
