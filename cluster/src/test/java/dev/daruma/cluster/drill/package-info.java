/** Drills, decided and worked out: outages, timelines, objectives, refusals. */
@NullMarked
package dev.daruma.cluster.drill;

import org.jspecify.annotations.NullMarked;
