/** Tests of the site model. */
@NullMarked
package dev.daruma.cluster.site;

import org.jspecify.annotations.NullMarked;
