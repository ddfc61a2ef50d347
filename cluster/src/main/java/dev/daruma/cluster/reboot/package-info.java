/**
 * Hosts start anew, one after the other, and the cluster goes on.
 *
 * <p>Comes in: the site, what was read from it, the hosts that are meant. Goes out: a plan, or the
 * reasons for refusing. Who may be lost is asked of {@code quorum}; the endpoint's address and the
 * pods are moved by {@code endpoint} and {@code node}.
 */
@NullMarked
package dev.daruma.cluster.reboot;

import org.jspecify.annotations.NullMarked;
