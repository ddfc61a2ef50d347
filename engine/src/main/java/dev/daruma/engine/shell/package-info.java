/**
 * A persistent shell on a host, and the scripts that are run in it.
 *
 * <p>{@link dev.daruma.engine.shell.Fragment} is the only way to make a script, and it quotes every
 * value. {@link dev.daruma.engine.shell.Shell} runs many fragments in one round trip and keeps
 * their answers apart. Knows nothing of how the host is reached: that is {@code ssh}'s affair.
 */
@NullMarked
package dev.daruma.engine.shell;

import org.jspecify.annotations.NullMarked;
