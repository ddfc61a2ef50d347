/** Tests of what people read. */
@NullMarked
package dev.daruma.app.show;

import org.jspecify.annotations.NullMarked;
