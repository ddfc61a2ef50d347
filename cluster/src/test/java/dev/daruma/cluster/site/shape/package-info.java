/** Tests of the shapes that YAML is decoded by. */
@NullMarked
package dev.daruma.cluster.site.shape;

import org.jspecify.annotations.NullMarked;
