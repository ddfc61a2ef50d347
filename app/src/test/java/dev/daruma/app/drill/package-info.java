/** What drills decide while they are carried out. */
@NullMarked
package dev.daruma.app.drill;

import org.jspecify.annotations.NullMarked;
