/**
 * What a cluster and those who use it notice of an act, beside units that restart.
 *
 * <p>Told by steps; {@code life} says what it means for quorum and endpoint.
 */
@NullMarked
package dev.daruma.cluster.effect;

import org.jspecify.annotations.NullMarked;
