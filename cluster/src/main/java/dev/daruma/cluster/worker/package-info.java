/** Hosts that run work: their join. */
@NullMarked
package dev.daruma.cluster.worker;

import org.jspecify.annotations.NullMarked;
