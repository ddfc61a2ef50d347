/**
 * What would be done: acts, what they wait for, and what becomes true by them.
 *
 * <p>Decisions produce a {@link dev.daruma.engine.plan.Plan}; {@code execute} carries it out.
 * Nothing here touches a host.
 */
@NullMarked
package dev.daruma.engine.plan;

import org.jspecify.annotations.NullMarked;
