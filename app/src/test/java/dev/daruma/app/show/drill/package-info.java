/** Reports of drills as they are printed. */
@NullMarked
package dev.daruma.app.show.drill;

import org.jspecify.annotations.NullMarked;
