/**
 * The command line's frame: which commands there are, what surrounds them, how they end.
 *
 * <p>Decides nothing about clusters; asks the rooms of {@code cluster} and {@code lab}. The only
 * module that may use picocli.
 */
@NullMarked
package dev.daruma.app;

import org.jspecify.annotations.NullMarked;
