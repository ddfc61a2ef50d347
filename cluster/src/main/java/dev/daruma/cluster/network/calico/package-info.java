/**
 * Calico, out of its official manifest.
 *
 * <p>Comes in: the manifest's text and what the site wants of the network. Goes out: the objects,
 * changed by their structure, and the acts that bring them into the cluster and wait until every
 * node's part of it works, or say why it does not.
 */
@NullMarked
package dev.daruma.cluster.network.calico;

import org.jspecify.annotations.NullMarked;
