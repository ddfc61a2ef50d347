/**
 * Which living members of the cluster may be changed together.
 *
 * <p>Takes the acts of other rooms and gives them limits, and what must hold again before the next
 * host has its turn. Decides nothing about what is changed.
 */
@NullMarked
package dev.daruma.cluster.rolling;

import org.jspecify.annotations.NullMarked;
