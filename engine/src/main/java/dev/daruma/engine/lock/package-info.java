/**
 * A site's lock: no two runs change the same hosts at once.
 *
 * <p>flock(2) on some hosts, held by the living session: nothing is left to clean up when daruma or
 * the network dies. Knows neither which hosts these are nor what the run does.
 */
@NullMarked
package dev.daruma.engine.lock;

import org.jspecify.annotations.NullMarked;
