@NullMarked
package dev.daruma.app.show;

import org.jspecify.annotations.NullMarked;
