/**
 * Network plugins that come by their projects' own manifests: Calico, Flannel, Cilium.
 *
 * <p>Comes in: a manifest's text and what the site wants of the network. Goes out: its objects,
 * changed by their structure, and the acts that bring them into the cluster and wait until every
 * node's part of it works, or say why it does not.
 */
@NullMarked
package dev.daruma.cluster.network.manifest;

import org.jspecify.annotations.NullMarked;
