/**
 * Writes TOML the way people do: sections with headers, in the order given.
 *
 * <p>Comes in: maps, lists, texts, numbers, booleans. Goes out: text. Knows nothing of what it
 * means.
 */
@NullMarked
package dev.daruma.cluster.toml;

import org.jspecify.annotations.NullMarked;
