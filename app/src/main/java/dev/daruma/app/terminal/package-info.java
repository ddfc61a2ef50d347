/**
 * The operator's terminal as a program sees it: its size, what is written to it, its signals.
 *
 * <p>The only room that asks the operating system for these; decides nothing.
 */
@NullMarked
package dev.daruma.app.terminal;

import org.jspecify.annotations.NullMarked;
