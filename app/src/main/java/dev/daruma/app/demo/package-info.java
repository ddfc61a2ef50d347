/**
 * The demonstration: a cluster in a lab, a host without power, and how long the API was away.
 *
 * <p>Strings together what the commands do; measures with a prober of its own. Decides nothing.
 */
@NullMarked
package dev.daruma.app.demo;

import org.jspecify.annotations.NullMarked;
