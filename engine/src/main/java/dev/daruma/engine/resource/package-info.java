/**
 * Things declared on a host: files, packages, units, kernel settings.
 *
 * <p>Each says how it is observed, and, from what was observed, which change would make it so. Pure
 * but for the scripts it composes; never runs one.
 */
@NullMarked
package dev.daruma.engine.resource;

import org.jspecify.annotations.NullMarked;
