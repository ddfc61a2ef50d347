/**
 * A bundle: packages and images in one archive with a checksum for each file.
 *
 * <p>Read and verified here; built in the lab's rooms; used by the rooms of the cluster. Knows
 * nothing of what the packages and images are for.
 */
@NullMarked
package dev.daruma.engine.bundle;

import org.jspecify.annotations.NullMarked;
