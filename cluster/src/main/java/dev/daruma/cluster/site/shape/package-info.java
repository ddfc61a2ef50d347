/**
 * Descriptions of YAML values that decode them and write the JSON Schema: one source, no drift.
 *
 * <p>Comes in: nodes with their positions. Goes out: typed values that know where they were
 * written, and every finding in one pass. Knows nothing of sites.
 */
@NullMarked
package dev.daruma.cluster.site.shape;

import org.jspecify.annotations.NullMarked;
