/**
 * What a host is to the engine: a name, and how it is reached.
 *
 * <p>Comes in from the site file; goes to {@code ssh}, which connects, and to every plan, which
 * says what happens where. Touches nothing outside itself.
 */
@NullMarked
package dev.daruma.engine.host;

import org.jspecify.annotations.NullMarked;
