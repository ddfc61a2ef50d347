/**
 * What may be true of a site's hosts: the words in which the rooms tell each other what waits for
 * what.
 */
@NullMarked
package dev.daruma.cluster.milestone;

import org.jspecify.annotations.NullMarked;
