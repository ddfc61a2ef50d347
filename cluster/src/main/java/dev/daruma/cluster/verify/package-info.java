/**
 * Proof that what was built works: asked of the cluster itself, from its hosts.
 *
 * <p>Leaves nothing behind in the cluster.
 */
@NullMarked
package dev.daruma.cluster.verify;

import org.jspecify.annotations.NullMarked;
