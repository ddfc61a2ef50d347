/**
 * What happened, append-only, one JSON object a line.
 *
 * <p>Written by the executor as things happen; read by people and programs afterwards. Secrets
 * never reach it: contents marked secret print as their length.
 */
@NullMarked
package dev.daruma.engine.journal;

import org.jspecify.annotations.NullMarked;
