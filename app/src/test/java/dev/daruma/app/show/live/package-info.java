/** Tests of the live view, drawn on a model of a terminal. */
@NullMarked
package dev.daruma.app.show.live;

import org.jspecify.annotations.NullMarked;
