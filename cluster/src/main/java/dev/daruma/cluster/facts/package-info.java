/**
 * What is read from a site's hosts and its cluster before anything is decided.
 *
 * <p>Probes and their pure parsers, gathered by host in {@link dev.daruma.cluster.facts.Facts}.
 * Decides nothing, changes nothing.
 */
@NullMarked
package dev.daruma.cluster.facts;

import org.jspecify.annotations.NullMarked;
