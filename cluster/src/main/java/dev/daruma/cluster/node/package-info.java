/**
 * A life for every node: drained and brought back, taken out of the cluster alive or dead, its
 * labels and taints kept as the site file says.
 *
 * <p>Comes in: the cluster as a control plane sees it. Goes out: steps. What the cluster can spare
 * is decided in {@code quorum}; which steps a command or an edited file leads to, in {@code life}.
 */
@NullMarked
package dev.daruma.cluster.node;

import org.jspecify.annotations.NullMarked;
