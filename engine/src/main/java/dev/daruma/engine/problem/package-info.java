/**
 * What can go wrong, said once and in full: where, doing what, why, and what to do about it.
 *
 * <p>A {@link dev.daruma.engine.problem.Problem} is a value until the edge; the command line prints
 * it, JSON carries it. Touches nothing outside itself.
 */
@NullMarked
package dev.daruma.engine.problem;

import org.jspecify.annotations.NullMarked;
