/**
 * Carries a plan out on virtual threads, each act as soon as what it needs holds.
 *
 * <p>The only room that changes hosts. Tells a journal and whoever watches what happens.
 */
@NullMarked
package dev.daruma.engine.execute;

import org.jspecify.annotations.NullMarked;
