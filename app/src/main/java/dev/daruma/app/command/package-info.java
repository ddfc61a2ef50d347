/**
 * The commands, one class each: what is asked for, and what is answered.
 *
 * <p>A command reads its options, lets {@code run} and the rooms of the cluster do the work, prints
 * what came of it and gives an exit code.
 */
@NullMarked
package dev.daruma.app.command;

import org.jspecify.annotations.NullMarked;
