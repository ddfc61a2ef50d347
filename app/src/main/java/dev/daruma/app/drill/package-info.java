/**
 * Drills as they are carried out: the failure, the probers and watches around it, and the way back
 * to a site that is whole.
 *
 * <p>Comes in: what to drill; goes out: reports. Has the lab's power and cables in hand. What a
 * drill is, and what the figures mean, is decided in {@code cluster.drill}.
 */
@NullMarked
package dev.daruma.app.drill;

import org.jspecify.annotations.NullMarked;
