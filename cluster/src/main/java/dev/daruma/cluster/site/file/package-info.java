/**
 * The site file: its keys, their defaults and meanings, and what must hold across the whole of it.
 *
 * <p>Comes in: a YAML file and who the operator is. Goes out: a {@code Site}, or all that keeps the
 * file from being one, each with its place and remedy. Touches no host; asks others' servers for
 * files that it names by a URL.
 */
@NullMarked
package dev.daruma.cluster.site.file;

import org.jspecify.annotations.NullMarked;
