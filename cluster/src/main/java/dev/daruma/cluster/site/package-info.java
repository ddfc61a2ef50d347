/**
 * The site: which hosts there are, and what they shall be together.
 *
 * <p>Comes in from the site file, read and checked by {@code site.file}; goes to every room of the
 * cluster as plain data. Knows nothing of files, YAML or shells.
 */
@NullMarked
package dev.daruma.cluster.site;

import org.jspecify.annotations.NullMarked;
