/**
 * A command's dealings with a site: its file, its folder, its lab, the way to its hosts.
 *
 * <p>What happens to the hosts is decided in {@code cluster} and done by the engine's executor;
 * here is only what surrounds a run: journal, signals, the record of the last proof.
 */
@NullMarked
package dev.daruma.app.run;

import org.jspecify.annotations.NullMarked;
