/**
 * Drills: failures caused on purpose, and what is measured of them.
 *
 * <p>Which drills there are, what each does to a host and needs of the site, and the pure part of
 * measuring: outages from looks, timelines from samples, statistics, objectives. Comes in: the site
 * and what was seen; goes out: fragments and reports. Touches no host and no lab.
 */
@NullMarked
package dev.daruma.cluster.drill;

import org.jspecify.annotations.NullMarked;
