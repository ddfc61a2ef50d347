/**
 * Anything that would make the rest fail, found before the first change and told all at once.
 *
 * <p>Facts come in, problems go out. Pure.
 */
@NullMarked
package dev.daruma.cluster.preflight;

import org.jspecify.annotations.NullMarked;
