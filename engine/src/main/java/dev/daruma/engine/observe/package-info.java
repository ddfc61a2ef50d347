/**
 * Reading hosts: shell fragments and the pure parsers of what they print.
 *
 * <p>All probes of a host travel as one script. Parsers touch nothing; tests feed them recorded
 * outputs.
 */
@NullMarked
package dev.daruma.engine.observe;

import org.jspecify.annotations.NullMarked;
