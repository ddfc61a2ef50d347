/** Tests of the reading of site files, from files that are right and files that are wrong. */
@NullMarked
package dev.daruma.cluster.site.file;

import org.jspecify.annotations.NullMarked;
