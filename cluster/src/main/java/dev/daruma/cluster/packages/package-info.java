/**
 * Packages and images: how they get onto a host, checked, pinned and held.
 *
 * <p>Reads a bundle, or knows an archive and its key; gives milestones that the runtime and the
 * control plane wait for.
 */
@NullMarked
package dev.daruma.cluster.packages;

import org.jspecify.annotations.NullMarked;
