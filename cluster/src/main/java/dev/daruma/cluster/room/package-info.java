/**
 * The rooms of the work by name, so that a person can speak of one of them.
 *
 * <p>Named by every act; read by whoever limits or shows a plan.
 */
@NullMarked
package dev.daruma.cluster.room;

import org.jspecify.annotations.NullMarked;
