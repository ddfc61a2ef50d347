/**
 * Writes YAML that every reader takes the same way.
 *
 * <p>Comes in: maps, lists, texts, numbers, booleans. Goes out: text. Knows nothing of what the
 * documents mean.
 */
@NullMarked
package dev.daruma.cluster.yaml;

import org.jspecify.annotations.NullMarked;
