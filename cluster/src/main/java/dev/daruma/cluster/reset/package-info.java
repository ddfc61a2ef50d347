/**
 * Back to bare hosts: what daruma placed is taken away, what was there before stays.
 *
 * <p>Comes in: facts of the hosts. Goes out: a plan, or the reasons for refusing. The other rooms
 * say what they place where; {@code ResetHost} undoes it without needing the bundle.
 */
@NullMarked
package dev.daruma.cluster.reset;

import org.jspecify.annotations.NullMarked;
