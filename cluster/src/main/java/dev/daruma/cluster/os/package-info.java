/**
 * What a host's own system needs before it can be a node: names, kernel settings, modules, no swap.
 *
 * <p>Comes in: present texts of files, and what they shall say. Goes out: their new texts, always
 * the same ones when nothing has to change. Touches no host.
 */
@NullMarked
package dev.daruma.cluster.os;

import org.jspecify.annotations.NullMarked;
