/**
 * The life of a cluster as one readable list, and the reading of a site that precedes every plan.
 *
 * <p>Start here: {@link dev.daruma.cluster.life.Life}. Knows every room; no room knows it.
 */
@NullMarked
package dev.daruma.cluster.life;

import org.jspecify.annotations.NullMarked;
