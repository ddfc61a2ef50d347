/**
 * Probers: they ask something again and again at a steady pace, and remember when it answered.
 *
 * <p>Comes in: a cluster's address and the administrator's access to it; goes out: looks, from
 * which others work out outages. Opens connections of its own; changes nothing but the one object
 * that a prober of writes is told to change.
 */
@NullMarked
package dev.daruma.app.probe;

import org.jspecify.annotations.NullMarked;
